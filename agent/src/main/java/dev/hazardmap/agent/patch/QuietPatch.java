package dev.hazardmap.agent.patch;

import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/**
 * Parts of the JDK whose locks and atomics order threads by accident and invisibly: class loading, the linking of
 * lambdas, the virtual threads' scheduler, the seed of a shared Random. Edges made there would hide true races; no
 * contract promises them.
 */
public final class QuietPatch implements Patch {
    private static final Map<String, Set<String>> METHODS = Map.of(
            "jdk/internal/loader/BuiltinClassLoader", Set.of("loadClassOrNull", "findResource", "findResources"),
            "java/net/URLClassLoader", Set.of("findClass", "findResource"),
            "java/lang/invoke/MethodHandleNatives",
                    Set.of("linkCallSite", "linkMethodHandleConstant", "linkDynamicConstant", "linkMethod",
                            "findMethodHandleType"),
            "java/util/Random", Set.of("next"),
            "java/lang/VirtualThread",
                    Set.of("submitRunContinuation", "lazySubmitRunContinuation", "externalSubmitRunContinuation",
                            "externalSubmitRunContinuationOrThrow", "submitFailed", "runContinuation", "unpark",
                            "schedule", "scheduleUnpark", "cancel"));

    private static final Code.ExitCode LOUD = new Code.ExitCode() {
        @Override
        public InsnList make() {
            return Code.list(Code.hook("SyncHooks", "loud", "()V"));
        }
    };

    /** Whether the class has such a part. */
    public static boolean wants(String internalName) {
        return METHODS.containsKey(internalName);
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        Set<String> quiet = METHODS.get(type.name);
        boolean changed = false;
        for (MethodNode method : type.methods) {
            if (quiet != null && quiet.contains(method.name) && Code.hasCode(method)
                    && (method.access & Opcodes.ACC_ABSTRACT) == 0) {
                Code.atEveryExit(
                        method,
                        type.name,
                        MonitorPatch.hasFrames(type),
                        LOUD);
                method.instructions.insert(Code.hook("SyncHooks", "quiet", "()V"));
                changed = true;
            }
        }
        return changed;
    }
}
