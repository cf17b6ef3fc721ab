package dev.hazardmap.agent.patch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What every patch needs to build code: hook calls, spilled locals, padded frames. */
final class Code {
    static final String DETECTOR = "dev/hazardmap/detector/";
    static final Type STATE = Type.getObjectType(DETECTOR + "ThreadState");

    private Code() {}

    static InsnList list(AbstractInsnNode... nodes) {
        InsnList list = new InsnList();
        for (AbstractInsnNode node : nodes) {
            list.add(node);
        }
        return list;
    }

    /** A call of a hook: {@code type} is a class of the detector, or another one's internal name. */
    static MethodInsnNode hook(String type, String method, String descriptor) {
        String owner = type.indexOf('/') < 0 ? DETECTOR + type : type;
        return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, method, descriptor, false);
    }

    static InsnNode op(int opcode) {
        return new InsnNode(opcode);
    }

    static VarInsnNode load(Type type, int local) {
        return new VarInsnNode(type.getOpcode(Opcodes.ILOAD), local);
    }

    static VarInsnNode store(Type type, int local) {
        return new VarInsnNode(type.getOpcode(Opcodes.ISTORE), local);
    }

    static VarInsnNode loadThis() {
        return new VarInsnNode(Opcodes.ALOAD, 0);
    }

    static AbstractInsnNode constant(int value) {
        if (value >= -1 && value <= 5) {
            return new InsnNode(Opcodes.ICONST_0 + value);
        }
        if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
            return new IntInsnNode(Opcodes.SIPUSH, value);
        }
        return new LdcInsnNode(value);
    }

    /** A new local beyond all others. It must be stored before it is loaded, with no jump in between. */
    static int newLocal(MethodNode method, Type type) {
        int local = method.maxLocals;
        method.maxLocals += type.getSize();
        return local;
    }

    static AbstractInsnNode[] instructions(MethodNode method) {
        return method.instructions.toArray();
    }

    static boolean hasCode(MethodNode method) {
        return method.instructions.size() > 0;
    }

    /** The class as an object; class files before Java 5 have no such constants. */
    static InsnList classConstant(ClassNode within, String internalName) {
        if ((within.version & 0xFFFF) >= Opcodes.V1_5) {
            return list(new LdcInsnNode(Type.getObjectType(internalName)));
        }
        return list(
                new LdcInsnNode(internalName.replace('/', '.')),
                new MethodInsnNode(
                        Opcodes.INVOKESTATIC,
                        "java/lang/Class",
                        "forName",
                        "(Ljava/lang/String;)Ljava/lang/Class;",
                        false));
    }

    static boolean isReturn(AbstractInsnNode node) {
        return node.getOpcode() >= Opcodes.IRETURN && node.getOpcode() <= Opcodes.RETURN;
    }

    /**
     * In a constructor, the call of {@code super(...)} or {@code this(...)}: before it there is no object to tell a hook
     * of. Null when there is none (java.lang.Object's).
     */
    static @Nullable AbstractInsnNode constructed(ClassNode type, MethodNode constructor) {
        List<String> made = new ArrayList<>();
        for (AbstractInsnNode node : constructor.instructions) {
            if (node.getOpcode() == Opcodes.NEW) {
                made.add(((TypeInsnNode) node).desc);
            } else if (node.getOpcode() == Opcodes.INVOKESPECIAL && ((MethodInsnNode) node).name.equals("<init>")) {
                String owner = ((MethodInsnNode) node).owner;
                boolean own = owner.equals(type.name) || owner.equals(type.superName);
                int latest = made.lastIndexOf(owner);
                if (latest >= 0) {
                    made.remove(latest);
                } else if (own) {
                    return node;
                }
            }
        }
        return null;
    }

    /** At the method's entry, the current thread's state goes into this local and stays there. */
    static void enter(MethodNode method, int local) {
        addToFrames(method, local, List.of(STATE.getInternalName()));
        method.instructions.insert(list(hook("SiteHooks", "enter", "()" + STATE.getDescriptor()), store(STATE, local)));
    }

    /** The next node that is an instruction. */
    static @Nullable AbstractInsnNode next(AbstractInsnNode node) {
        AbstractInsnNode at = node.getNext();
        while (at != null && at.getOpcode() < 0) {
            at = at.getNext();
        }
        return at;
    }

    /** The line of an instruction; -1 when the class has no lines. */
    static int line(AbstractInsnNode node) {
        for (AbstractInsnNode at = node; at != null; at = at.getPrevious()) {
            if (at instanceof LineNumberNode) {
                return ((LineNumberNode) at).line;
            }
        }
        return -1;
    }

    /** Whether a jump or an exception can come to this label. */
    static boolean isTarget(MethodNode method, LabelNode label) {
        AbstractInsnNode at = label.getNext();
        while (at != null && at.getOpcode() < 0) {
            if (at instanceof FrameNode) {
                return true;
            }
            at = at.getNext();
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (block.handler == label) {
                return true;
            }
        }
        return false;
    }

    static boolean isField(AbstractInsnNode node, int opcode) {
        return node instanceof FieldInsnNode && node.getOpcode() == opcode;
    }

    /**
     * Adds locals that live through the whole method to every frame.
     *
     * @param first the first of the new locals
     * @param types their verification types, as ASM's frames have them; each of size 1
     */
    static void addToFrames(MethodNode method, int first, List<Object> types) {
        for (AbstractInsnNode node : instructions(method)) {
            if (node instanceof FrameNode) {
                FrameNode frame = (FrameNode) node;
                List<Object> padded = new ArrayList<>(frame.local);
                int slots = 0;
                for (Object local : padded) {
                    slots += local == Opcodes.LONG || local == Opcodes.DOUBLE ? 2 : 1;
                }
                for (; slots < first; slots++) {
                    padded.add(Opcodes.TOP);
                }
                padded.addAll(types);
                frame.local = padded;
            }
        }
    }

    /**
     * Runs {@code atExit} before each return and, after an exception, before it goes on. The code has only
     * {@code this} (in an instance method) to work with.
     */
    static void atEveryExit(MethodNode method, String owner, boolean frames, ExitCode atExit) {
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        LabelNode handler = new LabelNode();
        for (AbstractInsnNode node : instructions(method)) {
            if (isReturn(node)) {
                method.instructions.insertBefore(node, atExit.make());
            }
        }
        method.instructions.insert(start);
        method.instructions.add(end);
        method.instructions.add(handler);
        if (frames) {
            boolean instance = (method.access & Opcodes.ACC_STATIC) == 0;
            Object[] locals = instance ? new Object[] {owner} : new Object[0];
            Object[] stack = {"java/lang/Throwable"};
            method.instructions.add(new FrameNode(Opcodes.F_NEW, locals.length, locals, 1, stack));
        }
        method.instructions.add(atExit.make());
        method.instructions.add(new InsnNode(Opcodes.ATHROW));
        method.tryCatchBlocks.add(new TryCatchBlockNode(start, end, handler, null));
    }

    /** Makes the code of {@link #atEveryExit}, anew for each exit. */
    interface ExitCode {
        InsnList make();
    }
}
