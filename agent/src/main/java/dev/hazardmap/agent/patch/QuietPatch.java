package dev.hazardmap.agent.patch;

import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/**
 * Parts of the JDK whose locks and atomics order threads by accident and invisibly: class loading, the linking of
 * lambdas, the virtual threads' scheduler, the seed of a shared Random. Edges made there would hide true races; no
 * contract promises them.
 */
public final class QuietPatch implements Patch {
    private static final Map<String, Set<String>> METHODS = Map.ofEntries(
            methods("jdk/internal/loader/BuiltinClassLoader", "loadClassOrNull", "findResource", "findResources"),
            methods("java/net/URLClassLoader", "findClass", "findResource"),
            methods(
                    "java/lang/invoke/MethodHandleNatives",
                    "linkCallSite",
                    "linkMethodHandleConstant",
                    "linkDynamicConstant",
                    "linkMethod",
                    "findMethodHandleType"),
            methods("java/lang/invoke/MethodType", "makeImpl"),
            methods("java/lang/invoke/VarForm", "getMemberName", "getMemberNameOrNull", "resolveMemberName"),
            methods("java/lang/invoke/Invokers", "checkCustomized", "maybeCustomize"),
            methods("java/util/Random", "next", "seedUniquifier"),
            methods("java/util/concurrent/ThreadLocalRandom", "localInit"),
            methods("java/text/DecimalFormatSymbols", "getInstance", "initialize"),
            methods("sun/util/locale/provider/LocaleProviderAdapter", "getAdapter", "forType"),
            methods(
                    "java/lang/VirtualThread",
                    "submitRunContinuation",
                    "lazySubmitRunContinuation",
                    "externalSubmitRunContinuation",
                    "externalSubmitRunContinuationOrThrow",
                    "runContinuation",
                    "unpark",
                    "schedule",
                    "scheduleUnpark",
                    "startTimeoutTask",
                    "cancelTimeoutTask",
                    "cancel"));

    private static Map.Entry<String, Set<String>> methods(String type, String... names) {
        return Map.entry(type, Set.of(names));
    }

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
            if (quiet != null && quiet.contains(method.name) && Code.hasCode(method)) {
                silence(type, method);
                changed = true;
            }
        }
        return changed;
    }

    /** What the method does, and whatever it calls, is not seen. */
    static void silence(ClassNode type, MethodNode method) {
        Code.atEveryExit(method, type.name, MonitorPatch.hasFrames(type), LOUD);
        method.instructions.insert(Code.hook("SyncHooks", "quiet", "()V"));
    }
}
