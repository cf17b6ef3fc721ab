package dev.hazardmap.agent.patch;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Volatile and atomic accesses of java.util.concurrent that order nobody: the size counters of ConcurrentHashMap, which
 * every writer updates (no contract makes an edge of {@code size()}), and what a constructor writes into the object
 * that it makes, which is published by other means (and anybody's before its call of super).
 */
final class Unordering {
    private static final Map<String, Set<String>> COUNTERS =
            Map.of("java/util/concurrent/ConcurrentHashMap", Set.of("addCount", "fullAddCount", "sumCount"));

    private Unordering() {}

    static boolean isPart(ClassNode type, MethodNode method, @Nullable AbstractInsnNode access) {
        if (COUNTERS.getOrDefault(type.name, Set.of()).contains(method.name)) {
            return true;
        }
        if (access != null && access.getOpcode() == Opcodes.PUTFIELD && isBeforeSuper(method, access)) {
            return true;
        }
        return access != null
                && access.getOpcode() == Opcodes.PUTFIELD
                && method.name.equals("<init>")
                && type.name.startsWith("java/util/concurrent/")
                && ((FieldInsnNode) access).owner.equals(type.name);
    }

    /** Whether the access stands before the constructor's call of another one, where there is no object yet. */
    private static boolean isBeforeSuper(MethodNode method, AbstractInsnNode access) {
        if (!method.name.equals("<init>")) {
            return false;
        }
        int made = 0;
        for (AbstractInsnNode at = method.instructions.getFirst(); at != null && at != access; at = at.getNext()) {
            if (at.getOpcode() == Opcodes.NEW) {
                made++;
            } else if (at.getOpcode() == Opcodes.INVOKESPECIAL && ((MethodInsnNode) at).name.equals("<init>")) {
                if (made == 0) {
                    return false;
                }
                made--;
            }
        }
        return true;
    }

    /** Whether the class's monitors add nothing to its volatile accesses. */
    static boolean monitorsAreInner(String type) {
        return type.startsWith("java/util/concurrent/ConcurrentHashMap");
    }
}
