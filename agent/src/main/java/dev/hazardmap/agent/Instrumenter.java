package dev.hazardmap.agent;

import dev.hazardmap.agent.patch.ArrayPatch;
import dev.hazardmap.agent.patch.AtomicPatch;
import dev.hazardmap.agent.patch.BufferPatch;
import dev.hazardmap.agent.patch.BuilderPatch;
import dev.hazardmap.agent.patch.BulkPatch;
import dev.hazardmap.agent.patch.CapturePatch;
import dev.hazardmap.agent.patch.CollectionPatch;
import dev.hazardmap.agent.patch.CreationPatch;
import dev.hazardmap.agent.patch.ExitPatch;
import dev.hazardmap.agent.patch.FieldFilterPatch;
import dev.hazardmap.agent.patch.FieldPatch;
import dev.hazardmap.agent.patch.FinalizerPatch;
import dev.hazardmap.agent.patch.FreezePatch;
import dev.hazardmap.agent.patch.HandlePatch;
import dev.hazardmap.agent.patch.HiddenClassPatch;
import dev.hazardmap.agent.patch.InitPatch;
import dev.hazardmap.agent.patch.MethodRulePatch;
import dev.hazardmap.agent.patch.MonitorPatch;
import dev.hazardmap.agent.patch.NodeFieldPatch;
import dev.hazardmap.agent.patch.OwnPatch;
import dev.hazardmap.agent.patch.Patch;
import dev.hazardmap.agent.patch.PerturbPatch;
import dev.hazardmap.agent.patch.PrintPatch;
import dev.hazardmap.agent.patch.QuietPatch;
import dev.hazardmap.agent.patch.SitePatch;
import dev.hazardmap.agent.patch.SynchronizerPatch;
import dev.hazardmap.agent.patch.VolatilePatch;
import dev.hazardmap.agent.site.Sites;
import dev.hazardmap.detector.HiddenClasses;
import dev.hazardmap.detector.NodeFields;
import dev.hazardmap.detector.SyncHooks;
import dev.hazardmap.detector.WatchedFields;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.tree.ClassNode;

/** Decides which patches a class gets, and applies them. A class that can't be patched stays as it is. */
final class Instrumenter implements ClassFileTransformer, HiddenClasses.Patcher {
    private static final Patch COLLECTIONS = new CollectionPatch();
    private static final Patch QUIET = new QuietPatch();
    private static final Patch OWN = new OwnPatch();
    private static final Patch PRINT = new PrintPatch();
    private static final Patch EXIT = new ExitPatch();
    private static final Patch FIELD_FILTER = new FieldFilterPatch();
    private static final Patch HIDDEN_CLASS = new HiddenClassPatch();
    private static final List<Patch> SYNCHRONISATION =
            List.of(new MonitorPatch(), new VolatilePatch(), new AtomicPatch());

    private static final String LAMBDA = "$$Lambda";

    private final Scope scope;
    private final Patch rules;
    private final List<Patch> application;
    private final boolean ignorePrintSync;
    private final boolean debug;
    private final boolean strict;
    private final AtomicBoolean saidTooNew = new AtomicBoolean();

    Instrumenter(AgentOptions options, Sites sites) {
        this.scope = new Scope(options.ignorePrintSync());
        this.ignorePrintSync = options.ignorePrintSync();
        this.debug = options.debug();
        this.strict = options.strict();
        this.rules = new MethodRulePatch(options.strict());
        boolean fields = options.mode() != AgentOptions.Mode.MAPS;
        boolean elements = options.mode() == AgentOptions.Mode.FULL;
        List<Patch> patches = new ArrayList<>();
        patches.add(new NodeFieldPatch());
        if (options.perturb() != null) {
            patches.add(new PerturbPatch());
        }
        if (fields) {
            patches.add(new FieldPatch(sites));
            patches.add(new HandlePatch(sites));
        }
        if (elements) {
            patches.add(new ArrayPatch(sites));
            patches.add(new BulkPatch(sites));
            patches.add(new BufferPatch(sites));
        }
        patches.addAll(List.of(
                new InitPatch(),
                new FreezePatch(fields),
                new CapturePatch(),
                new CreationPatch(sites),
                new SitePatch(sites),
                new BuilderPatch(sites),
                new SynchronizerPatch(),
                new FinalizerPatch(),
                new MonitorPatch(),
                new VolatilePatch(),
                new AtomicPatch()));
        this.application = List.copyOf(patches);
    }

    /** Whether a class that is loaded already must be transformed again. */
    boolean wantsLoaded(Class<?> type, boolean atStart) {
        String name = type.getName().replace('.', '/');
        if (type.isArray() || type.isPrimitive() || type.isHidden() || jdkInterface(type)) {
            return false;
        }
        boolean jdk = Scope.isJdk(type.getModule(), type.getClassLoader());
        return jdk ? !jdkPatches(name).isEmpty() : !atStart && Scope.isApplication(name);
    }

    /** The JDK's interfaces have no code that needs a hook. */
    private static boolean jdkInterface(Class<?> type) {
        return type.isInterface() && type.getClassLoader() == null;
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
        SyncHooks.quiet();
        try {
            List<Patch> patches = Scope.isJdk(module, loader)
                    ? jdkPatches(name)
                    : Scope.isApplication(name) ? application : List.of();
            return patches.isEmpty() ? null : applied(patches, loader, redefined, bytes);
        } catch (Throwable failure) {
            unpatched(name, bytes, failure);
            return null;
        } finally {
            SyncHooks.loud();
        }
    }

    @Override
    public byte[] patched(Class<?> host, byte[] bytes) {
        if (isLambda(bytes)) {
            return bytes; // on 17 they come this way, and have nothing to patch
        }
        String name = host.getName().replace('.', '/');
        byte[] patched = transform(host.getModule(), host.getClassLoader(), name, null, null, bytes);
        return patched == null ? bytes : patched;
    }

    private static boolean isLambda(byte[] bytes) {
        try {
            return new ClassReader(bytes).getClassName().contains(LAMBDA);
        } catch (RuntimeException noClassFile) {
            return true; // the JVM says so itself
        }
    }

    private List<Patch> jdkPatches(String name) {
        List<Patch> patches = new ArrayList<>(2);
        if (CollectionPatch.wants(name)) {
            patches.add(COLLECTIONS);
        }
        if (scope.isSynchronisation(name)) {
            patches.addAll(SYNCHRONISATION);
        }
        if (MethodRulePatch.wants(name) || strict && CollectionPatch.wants(name)) {
            patches.add(rules);
        }
        if (QuietPatch.wants(name)) {
            patches.add(QUIET);
        }
        if (OwnPatch.wants(name)) {
            patches.add(OWN);
        }
        if (ignorePrintSync && PrintPatch.wants(name)) {
            patches.add(PRINT);
        }
        if (HiddenClassPatch.wants(name)) {
            patches.add(HIDDEN_CLASS);
        }
        if (FieldFilterPatch.wants(name)) {
            patches.add(FIELD_FILTER);
        }
        if (ExitPatch.wants(name)) {
            patches.add(EXIT);
        }
        return patches;
    }

    private byte @Nullable [] applied(
            List<Patch> patches, @Nullable ClassLoader loader, @Nullable Class<?> redefined, byte[] bytes) {
        LargeMethods large = new LargeMethods();
        for (; ; ) {
            try {
                return apply(patches, large, loader, redefined, bytes);
            } catch (MethodTooLargeException tooLarge) {
                if (!large.add(tooLarge)) {
                    throw tooLarge;
                }
                if (debug) {
                    Stderr.line("hazardmap: " + tooLarge.getClassName().replace('/', '.') + "."
                            + tooLarge.getMethodName() + " is too large for hooks at all its accesses");
                }
            }
        }
    }

    private static boolean watchesAccesses(Patch patch) {
        return patch instanceof FieldPatch
                || patch instanceof ArrayPatch
                || patch instanceof BulkPatch
                || patch instanceof BufferPatch
                || patch instanceof CreationPatch
                || patch instanceof SitePatch
                || patch instanceof BuilderPatch
                || patch instanceof PerturbPatch;
    }

    private static byte @Nullable [] apply(
            List<Patch> patches,
            LargeMethods large,
            @Nullable ClassLoader loader,
            @Nullable Class<?> redefined,
            byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassNode type = new ClassNode();
        reader.accept(type, ClassReader.EXPAND_FRAMES);
        ClassFiles fields = new ClassFiles(
                loader,
                type,
                redefined == null || WatchedFields.hasWords(redefined) || NodeFields.declaredBy(redefined));
        boolean changed = false;
        for (Patch patch : patches) {
            changed |= large.apply(patch, watchesAccesses(patch), type, fields);
        }
        if (!changed) {
            return null;
        }
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        type.accept(writer);
        return writer.toByteArray();
    }

    private void unpatched(String name, byte[] bytes, Throwable failure) {
        boolean tooNew = failure instanceof IllegalArgumentException && bytes.length > 7;
        if (tooNew && saidTooNew.compareAndSet(false, true)) {
            int version = (bytes[6] & 0xFF) << 8 | bytes[7] & 0xFF;
            Stderr.line("hazardmap: class file version " + version + " of " + name.replace('/', '.')
                    + " is newer than this agent knows: such classes run unwatched");
        }
        if (debug && !tooNew) {
            Stderr.line("hazardmap: " + name.replace('/', '.') + " runs unwatched: " + failure);
            failure.printStackTrace();
        }
    }
}
