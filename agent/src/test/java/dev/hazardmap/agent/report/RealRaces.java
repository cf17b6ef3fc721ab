package dev.hazardmap.agent.report;

import dev.hazardmap.agent.site.Sites;
import dev.hazardmap.detector.CollectionHooks;
import dev.hazardmap.detector.Race;
import dev.hazardmap.detector.Races;
import dev.hazardmap.detector.SiteHooks;
import dev.hazardmap.detector.Switch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Races found by the real detector, whose hooks are called as instrumented code would call them. */
final class RealRaces {
    private RealRaces() {}

    /** A write on this thread that races with a write (or a read) by a thread of which the detector saw no start. */
    static Race one(Sites sites, boolean previousWrites) throws InterruptedException {
        List<Race> found = new ArrayList<>();
        Races.sink(found::add);
        Switch.install();
        Switch.stayOn();
        HashMap<String, String> map = new HashMap<>(Map.of("a", "b"));
        CollectionHooks.created(map, site(sites));
        Thread other = new Thread(
                () -> {
                    if (previousWrites) {
                        CollectionHooks.mapWrite(map);
                    } else {
                        CollectionHooks.mapRead(map);
                    }
                },
                "previous");
        other.start();
        other.join();
        SiteHooks.enter();
        CollectionHooks.mapWrite(map);
        if (found.size() != 1) {
            throw new AssertionError("found " + found.size() + " races");
        }
        return found.get(0);
    }

    private static int site(Sites sites) {
        ClassNode type = new ClassNode();
        type.name = "com/acme/Sessions";
        type.sourceFile = "Sessions.java";
        MethodNode method = new MethodNode(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        return sites.number(type, method, new InsnNode(Opcodes.NOP), "Sessions.live");
    }
}
