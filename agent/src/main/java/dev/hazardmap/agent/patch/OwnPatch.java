package dev.hazardmap.agent.patch;

import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/**
 * Parts of java.lang and reflection that keep collections of their own behind a lock or a volatile that nobody sees:
 * the application's call site is not where these are used, so they don't come to be watched. Unlike {@link QuietPatch}
 * it leaves every edge and every other access: such a method may call class loaders and initialisers of the
 * application.
 */
public final class OwnPatch implements Patch {
    private static final Map<String, Set<String>> METHODS = Map.of(
            "java/lang/Class",
                    Set.of("createAnnotationData", "annotationData", "enumConstantDirectory", "getEnumConstantsShared"),
            "java/lang/ClassLoader$ParallelLoaders", Set.of("register", "isRegistered"),
            "java/lang/ApplicationShutdownHooks", Set.of("add", "remove", "runHooks"),
            "java/lang/reflect/Executable", Set.of("declaredAnnotations", "getAnnotation"),
            "java/lang/reflect/Field", Set.of("declaredAnnotations", "getAnnotation"),
            "sun/reflect/annotation/AnnotationParser",
                    Set.of("parseAnnotations2", "parseParameterAnnotations2", "parseAnnotation2", "annotationForMap"),
            "sun/reflect/annotation/AnnotationType", Set.of("getInstance"),
            "sun/reflect/generics/parser/SignatureParser", Set.of("parseClassSig", "parseMethodSig", "parseTypeSig"),
            "sun/reflect/annotation/AnnotationInvocationHandler", Set.of("invoke"));

    private static final Code.ExitCode END = new Code.ExitCode() {
        @Override
        public InsnList make() {
            return Code.list(Code.hook("SyncHooks", "ownEnd", "()V"));
        }
    };

    /** Whether the class has such a part. */
    public static boolean wants(String internalName) {
        return METHODS.containsKey(internalName);
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        Set<String> own = METHODS.getOrDefault(type.name, Set.of());
        boolean changed = false;
        for (MethodNode method : type.methods) {
            if (own.contains(method.name) && !method.name.startsWith("<") && Code.hasCode(method)) {
                Code.atEveryExit(method, type.name, MonitorPatch.hasFrames(type), END);
                method.instructions.insert(Code.hook("SyncHooks", "own", "()V"));
                changed = true;
            }
        }
        return changed;
    }
}
