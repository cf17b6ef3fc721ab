package dev.hazardmap.agent.site;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Numbers for places in instrumented code, from 1. Safe to use from any thread. */
public final class Sites {
    private final List<Site> sites = new ArrayList<>();
    private @Nullable AbstractInsnNode lastPlace;
    private int lastLine;

    /** A number for the place of this instruction. */
    public int number(ClassNode type, MethodNode method, AbstractInsnNode at) {
        return number(type, method, at, (String) null);
    }

    /** The same for a place that makes something that goes into a variable or field. */
    public synchronized int number(ClassNode type, MethodNode method, AbstractInsnNode at, @Nullable String label) {
        return add(new Site(type.name.replace('/', '.'), method.name, type.sourceFile, line(at), label, null));
    }

    /** The same for a call of a method that stacks don't show. */
    public synchronized int number(ClassNode type, MethodNode method, AbstractInsnNode at, Site.Callee callee) {
        return add(new Site(type.name.replace('/', '.'), method.name, type.sourceFile, line(at), null, callee));
    }

    private int add(Site site) {
        sites.add(site);
        return sites.size();
    }

    /** The place with this number; null for 0. */
    public synchronized @Nullable Site get(int number) {
        return number <= 0 || number > sites.size() ? null : sites.get(number - 1);
    }

    /** Looks back for the line, no further than to where it was last looked for: a method can be one long line. */
    private int line(AbstractInsnNode node) {
        int line = -1;
        for (AbstractInsnNode at = node; at != null; at = at.getPrevious()) {
            if (at == lastPlace) {
                line = lastLine;
                break;
            }
            if (at instanceof LineNumberNode) {
                line = ((LineNumberNode) at).line;
                break;
            }
        }
        lastPlace = node;
        lastLine = line;
        return line;
    }
}
