package dev.hazardmap.agent.patch;

import dev.hazardmap.detector.EdgeKind;
import dev.hazardmap.detector.Switch;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finalizers and reachability fences. The end of a constructor happens before the finalizer (JLS 17.4.5); what precedes
 * {@code reachabilityFence(x)} happens before x's cleaning action (java.lang.ref). What constructors publish is kept with
 * the class: the object's own node is weak, and weak references are cleared before the finalizer runs.
 */
public final class FinalizerPatch implements Patch {
    private static final String RELEASING = "(Ljava/lang/Object;I)V";

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean finalizable = false;
        for (MethodNode method : type.methods) {
            finalizable |=
                    method.name.equals("finalize") && method.desc.equals("()V") && method.instructions.size() > 1;
        }
        boolean changed = finalizable;
        if (finalizable) {
            Switch.stayOn(); // the finalizer's thread runs already
        }
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode node : Code.instructions(method)) {
                changed |= fence(method, node);
                if (finalizable && method.name.equals("<init>") && Code.isReturn(node)) {
                    InsnList end = Code.classConstant(type, type.name);
                    end.add(Code.constant(EdgeKind.REFERENCE));
                    end.add(Code.hook("SyncHooks", "releasing", RELEASING));
                    method.instructions.insertBefore(node, end);
                }
            }
            if (finalizable && method.name.equals("finalize") && method.desc.equals("()V")) {
                InsnList start = Code.classConstant(type, type.name);
                start.add(Code.hook("SyncHooks", "acquired", "(Ljava/lang/Object;)V"));
                method.instructions.insert(start);
            }
        }
        return changed;
    }

    private static boolean fence(MethodNode method, AbstractInsnNode node) {
        boolean fence = node.getOpcode() == Opcodes.INVOKESTATIC
                && ((MethodInsnNode) node).owner.equals("java/lang/ref/Reference")
                && ((MethodInsnNode) node).name.equals("reachabilityFence");
        if (fence) {
            method.instructions.insertBefore(
                    node,
                    Code.list(
                            Code.op(Opcodes.DUP),
                            Code.constant(EdgeKind.REFERENCE),
                            Code.hook("SyncHooks", "releasing", RELEASING)));
        }
        return fence;
    }
}
