package dev.hazardmap.agent.patch;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The points at which {@code --perturb} may let a thread rest: before the application's synchronisation, its calls on
 * collections, and at the beginning of what a thread or a pool runs for it. Only with {@code --perturb}.
 *
 * <p>It comes before all other patches, so that a point stands before their hooks, never between a hook and what it is
 * about.
 */
public final class PerturbPatch implements Patch {
    private static final Set<String> OWNERS =
            Set.of("java/lang/Thread", "java/lang/invoke/VarHandle", "sun/misc/Unsafe", "java/lang/Thread$Builder");
    private static final Set<String> MONITOR = Set.of("wait", "notify", "notifyAll");
    private static final Set<String> TASKS = Set.of("run()V", "call()Ljava/lang/Object;", "exec()Z");

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            if (Code.hasCode(method)) {
                changed |= apply(method, fields);
            }
        }
        return changed;
    }

    private static boolean apply(MethodNode method, FieldLookup fields) {
        boolean changed = false;
        for (AbstractInsnNode node : Code.instructions(method)) {
            if (isPoint(node, fields)) {
                method.instructions.insertBefore(node, point());
                changed = true;
            }
            if (isThreadStart(node)) {
                method.instructions.insert(node, point());
            }
        }
        if (begins(method)) {
            method.instructions.insert(point());
            changed = true;
        }
        return changed;
    }

    private static AbstractInsnNode point() {
        return Code.hook("Perturb", "point", "()V");
    }

    /** A synchronized method has the lock when it begins: its critical section grows longer. */
    private static boolean begins(MethodNode method) {
        boolean lambda = (method.access & Opcodes.ACC_SYNTHETIC) != 0 && method.name.startsWith("lambda$");
        return lambda || (method.access & Opcodes.ACC_SYNCHRONIZED) != 0 || TASKS.contains(method.name + method.desc);
    }

    private static boolean isPoint(AbstractInsnNode node, FieldLookup fields) {
        if (node instanceof FieldInsnNode) {
            return VolatilePatch.isVolatile((FieldInsnNode) node, fields);
        }
        if (node instanceof MethodInsnNode) {
            return isPoint((MethodInsnNode) node);
        }
        return node.getOpcode() == Opcodes.MONITORENTER || node.getOpcode() == Opcodes.MONITOREXIT;
    }

    private static boolean isPoint(MethodInsnNode call) {
        if (call.name.equals("<init>")) {
            return false;
        }
        return CallSites.isSite(call)
                || call.owner.startsWith("java/util/concurrent/")
                || OWNERS.contains(call.owner)
                || MONITOR.contains(call.name) && call.desc.endsWith(")V");
    }

    private static boolean isThreadStart(AbstractInsnNode node) {
        return node instanceof MethodInsnNode
                && ((MethodInsnNode) node).name.equals("start")
                && ((MethodInsnNode) node).desc.equals("()V");
    }
}
