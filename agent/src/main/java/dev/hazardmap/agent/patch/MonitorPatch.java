package dev.hazardmap.agent.patch;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Monitors: synchronized blocks and methods, and {@code Object.wait}. */
public final class MonitorPatch implements Patch {
    private static final Type OBJECT = Type.getType(Object.class);

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        if (Unordering.monitorsAreInner(type.name)) {
            return prepare(type);
        }
        boolean changed = false;
        for (MethodNode method : type.methods) {
            if (!Code.hasCode(method)) {
                continue;
            }
            for (AbstractInsnNode node : Code.instructions(method)) {
                changed |= instruction(method, node);
            }
            if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
                synchronizedMethod(type, method);
                changed = true;
            }
        }
        return changed;
    }

    /** Monitors that make no edge: but what is locked is written next, and its node is cheap to find before it is. */
    private static boolean prepare(ClassNode type) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode node : Code.instructions(method)) {
                if (node.getOpcode() == Opcodes.MONITORENTER) {
                    method.instructions.insertBefore(
                            node,
                            Code.list(
                                    Code.op(Opcodes.DUP), Code.hook("SyncHooks", "prepare", "(Ljava/lang/Object;)V")));
                    changed = true;
                }
            }
        }
        return changed;
    }

    private static boolean instruction(MethodNode method, AbstractInsnNode node) {
        if (node.getOpcode() == Opcodes.MONITORENTER) {
            enter(method, node);
        } else if (node.getOpcode() == Opcodes.MONITOREXIT) {
            InsnList before =
                    Code.list(Code.op(Opcodes.DUP), Code.hook("SyncHooks", "beforeExit", "(Ljava/lang/Object;)V"));
            method.instructions.insertBefore(node, before);
        } else if (isWait(node)) {
            await(method, (MethodInsnNode) node);
        } else {
            return false;
        }
        return true;
    }

    /** The hook after the enter stands behind the label that opens the block's exception range. */
    private static void enter(MethodNode method, AbstractInsnNode node) {
        int entered = Code.newLocal(method, OBJECT);
        method.instructions.insertBefore(
                node,
                Code.list(
                        Code.op(Opcodes.DUP),
                        Code.hook("SyncHooks", "beforeEnter", "(Ljava/lang/Object;)Ljava/lang/Object;"),
                        Code.store(OBJECT, entered)));
        AbstractInsnNode after = node;
        while (after.getNext() instanceof LabelNode && !Code.isTarget(method, (LabelNode) after.getNext())) {
            after = after.getNext();
        }
        method.instructions.insert(
                after,
                Code.list(Code.load(OBJECT, entered), Code.hook("SyncHooks", "afterEnter", "(Ljava/lang/Object;)V")));
    }

    private static boolean isWait(AbstractInsnNode node) {
        if (node.getOpcode() != Opcodes.INVOKEVIRTUAL || !"wait".equals(((MethodInsnNode) node).name)) {
            return false;
        }
        String descriptor = ((MethodInsnNode) node).desc;
        return "()V".equals(descriptor) || "(J)V".equals(descriptor) || "(JI)V".equals(descriptor);
    }

    private static void await(MethodNode method, MethodInsnNode call) {
        InsnList before = new InsnList();
        Spill spill = Spill.arguments(method, call.desc, before);
        before.add(Code.op(Opcodes.DUP));
        before.add(Code.hook("SyncHooks", "beforeWait", "(Ljava/lang/Object;)V"));
        spill.reload(before);
        method.instructions.insertBefore(call, before);
        method.instructions.insert(call, Code.hook("SyncHooks", "afterWait", "()V"));
    }

    private static void synchronizedMethod(ClassNode type, MethodNode method) {
        boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
        Code.atEveryExit(method, type.name, hasFrames(type), new Code.ExitCode() {
            @Override
            public InsnList make() {
                return withHook(monitor(type, isStatic), "beforeExit");
            }
        });
        method.instructions.insert(withHook(monitor(type, isStatic), "entered"));
    }

    private static InsnList withHook(InsnList monitor, String hook) {
        monitor.add(Code.hook("SyncHooks", hook, "(Ljava/lang/Object;)V"));
        return monitor;
    }

    private static InsnList monitor(ClassNode type, boolean isStatic) {
        return isStatic ? Code.classConstant(type, type.name) : Code.list(Code.loadThis());
    }

    static boolean hasFrames(ClassNode type) {
        return (type.version & 0xFFFF) >= Opcodes.V1_6;
    }
}
