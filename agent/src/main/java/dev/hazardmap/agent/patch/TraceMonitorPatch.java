package dev.hazardmap.agent.patch;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Monitors for a trace: how long entering took, and who leaves one that others wait for. At the start of a synchronized
 * method the monitor is held already: how long that took is JFR's to say.
 */
public final class TraceMonitorPatch implements Patch {
    private static final String HOOKS = "dev/hazardmap/trace/recorder/LockHooks";
    private static final Type OBJECT = Type.getType(Object.class);
    private static final String GETS_OBJECT = "(Ljava/lang/Object;)V";

    /** Whether the JDK's class guards maps with monitors. */
    public static boolean wantsJdk(String internalName) {
        return internalName.startsWith("java/util/Collections$Synchronized");
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            if (Code.hasCode(method)) {
                for (AbstractInsnNode node : Code.instructions(method)) {
                    changed |= instruction(method, node);
                }
                if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
                    synchronizedMethod(type, method);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private static boolean instruction(MethodNode method, AbstractInsnNode node) {
        if (node.getOpcode() == Opcodes.MONITORENTER) {
            enter(method, node);
            return true;
        }
        if (node.getOpcode() == Opcodes.MONITOREXIT) {
            method.instructions.insertBefore(
                    node, Code.list(Code.op(Opcodes.DUP), Code.hook(HOOKS, "exiting", GETS_OBJECT)));
            method.instructions.insert(node, Code.hook(HOOKS, "released", "()V"));
            return true;
        }
        return false;
    }

    /** The hook after the enter stands behind the label that opens the block's exception range. */
    private static void enter(MethodNode method, AbstractInsnNode node) {
        int monitor = Code.newLocal(method, OBJECT);
        int since = Code.newLocal(method, Type.LONG_TYPE);
        method.instructions.insertBefore(
                node,
                Code.list(
                        Code.op(Opcodes.DUP),
                        Code.op(Opcodes.DUP),
                        Code.store(OBJECT, monitor),
                        Code.hook(HOOKS, "entering", "(Ljava/lang/Object;)J"),
                        Code.store(Type.LONG_TYPE, since)));
        AbstractInsnNode after = node;
        while (after.getNext() instanceof LabelNode && !Code.isTarget(method, (LabelNode) after.getNext())) {
            after = after.getNext();
        }
        method.instructions.insert(
                after,
                Code.list(
                        Code.load(OBJECT, monitor),
                        Code.load(Type.LONG_TYPE, since),
                        Code.hook(HOOKS, "entered", "(Ljava/lang/Object;J)V")));
    }

    private static void synchronizedMethod(ClassNode type, MethodNode method) {
        boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
        Code.atEveryExit(method, type.name, MonitorPatch.hasFrames(type), new Code.ExitCode() {
            @Override
            public InsnList make() {
                return withHook(type, isStatic, "exitingMethod");
            }
        });
        method.instructions.insert(withHook(type, isStatic, "enteredMethod"));
    }

    private static InsnList withHook(ClassNode type, boolean isStatic, String hook) {
        InsnList code = isStatic ? Code.classConstant(type, type.name) : Code.list(Code.loadThis());
        code.add(Code.hook(HOOKS, hook, GETS_OBJECT));
        return code;
    }
}
