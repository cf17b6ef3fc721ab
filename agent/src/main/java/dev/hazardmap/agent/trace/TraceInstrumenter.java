package dev.hazardmap.agent.trace;

import dev.hazardmap.agent.patch.ExitPatch;
import dev.hazardmap.agent.patch.FieldLookup;
import dev.hazardmap.agent.patch.Patch;
import dev.hazardmap.agent.patch.TraceCreationPatch;
import dev.hazardmap.agent.patch.TraceMapPatch;
import dev.hazardmap.agent.patch.TraceMonitorPatch;
import dev.hazardmap.agent.patch.TraceRules;
import dev.hazardmap.agent.site.Sites;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/**
 * Puts a trace's hooks into classes. A transformer of its own, so that it works beside the detector's, on what that one
 * has made of a class, or alone. A class that can't be patched stays as it is.
 */
final class TraceInstrumenter implements ClassFileTransformer {
    private static final List<String> OWN =
            List.of("dev/hazardmap/agent/", "dev/hazardmap/detector/", "dev/hazardmap/trace/");

    /** Hazardmap's own maps: known by rules; what they do inside is theirs. */
    private static final String FAMILY = "dev/hazardmap/maps/";

    private static final FieldLookup NO_FIELDS = new NoFields();

    private final Patch rules = TraceRules.patch();
    private final Patch monitors = new TraceMonitorPatch();
    private final Patch exit = new ExitPatch();
    private final List<Patch> application;
    private final boolean alone;
    private final BiConsumer<String, Throwable> unpatched;

    /** {@code alone}: no detector's transformer takes care of the JVM's end. */
    TraceInstrumenter(Sites sites, boolean alone, BiConsumer<String, Throwable> unpatched) {
        this.application = List.of(new TraceCreationPatch(sites), new TraceMapPatch(sites), new TraceMonitorPatch());
        this.alone = alone;
        this.unpatched = unpatched;
    }

    boolean wantsLoaded(Class<?> type, boolean atStart) {
        String name = type.getName().replace('.', '/');
        if (type.isArray() || type.isPrimitive() || type.isHidden()) {
            return false;
        }
        boolean jdk = isJdk(type.getModule(), type.getClassLoader());
        return jdk ? !jdkPatches(name).isEmpty() : !atStart && !type.isInterface() && isApplication(name);
    }

    private static boolean isJdk(@Nullable Module module, @Nullable ClassLoader loader) {
        if (loader == null) {
            return true;
        }
        String name = module == null ? null : module.getName();
        return name != null && (name.startsWith("java.") || name.startsWith("jdk."));
    }

    private static boolean isApplication(String name) {
        for (String prefix : OWN) {
            if (name.startsWith(prefix)) {
                return false;
            }
        }
        return true;
    }

    private List<Patch> jdkPatches(String name) {
        List<Patch> patches = new ArrayList<>(2);
        if (TraceRules.wants(name)) {
            patches.add(rules);
        }
        if (TraceMonitorPatch.wantsJdk(name)) {
            patches.add(monitors);
        }
        if (alone && ExitPatch.wants(name)) {
            patches.add(exit);
        }
        return patches;
    }

    private List<Patch> patches(@Nullable Module module, @Nullable ClassLoader loader, String name) {
        if (isJdk(module, loader)) {
            return jdkPatches(name);
        }
        if (name.startsWith(FAMILY)) {
            return TraceRules.wants(name) ? List.of(rules) : List.of();
        }
        return isApplication(name) ? application : List.of();
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (name == null) {
            return null;
        }
        try {
            List<Patch> patches = patches(module, loader, name);
            return patches.isEmpty() ? null : apply(patches, bytes);
        } catch (Throwable failure) {
            unpatched.accept(name.replace('/', '.'), failure);
            return null;
        }
    }

    private static byte @Nullable [] apply(List<Patch> patches, byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassNode type = new ClassNode();
        reader.accept(type, ClassReader.EXPAND_FRAMES);
        boolean changed = false;
        for (Patch patch : patches) {
            changed |= patch.apply(type, NO_FIELDS);
        }
        if (!changed) {
            return null;
        }
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        type.accept(writer);
        return writer.toByteArray();
    }
}
