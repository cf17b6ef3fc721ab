package dev.hazardmap.agent.patch;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The application's own synchronizers on AbstractQueuedSynchronizer: its state methods are volatile accesses. (The
 * JDK's synchronizers have rules of their own.)
 */
public final class SynchronizerPatch implements Patch {
    private static final Set<String> STATE = Set.of(
            "getState()I",
            "setState(I)V",
            "compareAndSetState(II)Z",
            "getState()J",
            "setState(J)V",
            "compareAndSetState(JJ)Z");
    private static final String OBJECT = "(Ljava/lang/Object;)V";

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode node : Code.instructions(method)) {
                boolean virtual =
                        node.getOpcode() == Opcodes.INVOKEVIRTUAL || node.getOpcode() == Opcodes.INVOKESPECIAL;
                if (virtual && STATE.contains(((MethodInsnNode) node).name + ((MethodInsnNode) node).desc)) {
                    call(method, (MethodInsnNode) node);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private static void call(MethodNode method, MethodInsnNode call) {
        Type object = Type.getType(Object.class);
        int receiver = Code.newLocal(method, object);
        InsnList before = new InsnList();
        Spill arguments = Spill.arguments(method, call.desc, before);
        before.add(Code.op(Opcodes.DUP));
        before.add(Code.store(object, receiver));
        if (!call.name.startsWith("get")) {
            before.add(Code.load(object, receiver));
            before.add(Code.hook("SyncHooks", "stateWrite", OBJECT));
        }
        arguments.reload(before);
        method.instructions.insertBefore(call, before);
        if (!call.name.startsWith("set")) {
            method.instructions.insert(
                    call, Code.list(Code.load(object, receiver), Code.hook("SyncHooks", "stateRead", OBJECT)));
        }
    }
}
