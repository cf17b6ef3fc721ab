package dev.hazardmap.agent.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Final fields (JLS 17.5): at a constructor's end the collections that the object's final fields hold are frozen, so
 * that a thread that gets at them through a racy reference may read what was written before.
 *
 * <p>A constructor that lets {@code this} out (stores it, passes it on, captures it) freezes nothing: the guarantee is
 * for references that are read after the constructor's end.
 */
public final class FreezePatch implements Patch {
    private static final Set<String> NEVER = Set.of(
            "Ljava/lang/String;",
            "Ljava/lang/Integer;",
            "Ljava/lang/Long;",
            "Ljava/lang/Class;",
            "Ljava/lang/Boolean;",
            "Ljava/lang/Double;",
            "Ljava/lang/Thread;");

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        List<FieldNode> frozen = new ArrayList<>();
        for (FieldNode field : type.fields) {
            boolean instanceFinal = (field.access & (Opcodes.ACC_FINAL | Opcodes.ACC_STATIC)) == Opcodes.ACC_FINAL;
            if (instanceFinal && field.desc.startsWith("L") && !NEVER.contains(field.desc)) {
                frozen.add(field);
            }
        }
        boolean changed = false;
        for (MethodNode method : type.methods) {
            if (!frozen.isEmpty() && method.name.equals("<init>") && Code.hasCode(method) && !leaksThis(type, method)) {
                freeze(type, method, frozen);
                changed = true;
            }
        }
        return changed;
    }

    private static void freeze(ClassNode type, MethodNode method, List<FieldNode> frozen) {
        for (AbstractInsnNode node : Code.instructions(method)) {
            if (!Code.isReturn(node)) {
                continue;
            }
            InsnList code = new InsnList();
            for (FieldNode field : frozen) {
                code.add(Code.loadThis());
                code.add(new FieldInsnNode(Opcodes.GETFIELD, type.name, field.name, field.desc));
                code.add(Code.hook("CollectionHooks", "freeze", "(Ljava/lang/Object;)V"));
            }
            method.instructions.insertBefore(node, code);
        }
    }

    /** Whether {@code this} is used for anything but its own fields and its own methods. */
    private static boolean leaksThis(ClassNode type, MethodNode method) {
        for (AbstractInsnNode node : method.instructions) {
            boolean loadsThis = node.getOpcode() == Opcodes.ALOAD && ((VarInsnNode) node).var == 0;
            if (loadsThis && escapes(type, node)) {
                return true;
            }
        }
        return false;
    }

    /** Looks for the instruction that takes this load of {@code this} off the stack. */
    private static boolean escapes(ClassNode type, AbstractInsnNode load) {
        int above = 0; // slots on the stack above it
        for (AbstractInsnNode at = Code.next(load); at != null; at = Code.next(at)) {
            int taken = StackEffect.taken(at);
            if (taken < 0) {
                return false; // a jump while it is on the stack: "this.f = c ? a : b", nothing that lets it out
            }
            if (taken > above) {
                return !isOwnUse(type, at, above == taken - 1);
            }
            above += StackEffect.put(at) - taken;
        }
        return false;
    }

    /** The receiver of an access to an own field, or of a call of an own method (or of super's constructor). */
    private static boolean isOwnUse(ClassNode type, AbstractInsnNode user, boolean asReceiver) {
        if (!asReceiver) {
            return false;
        }
        if (user instanceof FieldInsnNode) {
            return user.getOpcode() == Opcodes.GETFIELD || user.getOpcode() == Opcodes.PUTFIELD;
        }
        return user instanceof MethodInsnNode
                && user.getOpcode() != Opcodes.INVOKESTATIC
                && !(user instanceof InvokeDynamicInsnNode)
                && (((MethodInsnNode) user).owner.equals(type.name)
                        || ((MethodInsnNode) user).name.equals("<init>")
                        || ((MethodInsnNode) user).owner.equals(type.superName));
    }
}
