package dev.hazardmap.agent.patch;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** How many stack slots an instruction takes and puts, as far as a straight line needs it. */
final class StackEffect {
    private StackEffect() {}

    /** The slots taken; -1 for what a straight line does not follow (jumps, returns, dups and swaps). */
    static int taken(AbstractInsnNode node) {
        int opcode = node.getOpcode();
        if (node instanceof FieldInsnNode) {
            int size = Type.getType(((FieldInsnNode) node).desc).getSize();
            return switch (opcode) {
                case Opcodes.GETSTATIC -> 0;
                case Opcodes.PUTSTATIC -> size;
                case Opcodes.GETFIELD -> 1;
                default -> 1 + size;
            };
        }
        if (node instanceof MethodInsnNode) {
            int arguments = Type.getArgumentsAndReturnSizes(((MethodInsnNode) node).desc) >> 2;
            return opcode == Opcodes.INVOKESTATIC ? arguments - 1 : arguments;
        }
        if (node instanceof InvokeDynamicInsnNode) {
            return (Type.getArgumentsAndReturnSizes(((InvokeDynamicInsnNode) node).desc) >> 2) - 1;
        }
        if (opcode <= Opcodes.ALOAD || opcode == Opcodes.NEW) {
            return 0;
        }
        return switch (opcode) {
            case Opcodes.IALOAD,
                    Opcodes.AALOAD,
                    Opcodes.BALOAD,
                    Opcodes.CALOAD,
                    Opcodes.SALOAD,
                    Opcodes.FALOAD,
                    Opcodes.LALOAD,
                    Opcodes.DALOAD,
                    Opcodes.IADD,
                    Opcodes.ISUB,
                    Opcodes.IMUL,
                    Opcodes.IDIV,
                    Opcodes.IREM,
                    Opcodes.IAND,
                    Opcodes.IOR,
                    Opcodes.IXOR,
                    Opcodes.ISHL,
                    Opcodes.ISHR,
                    Opcodes.IUSHR,
                    Opcodes.FADD,
                    Opcodes.FSUB,
                    Opcodes.FMUL,
                    Opcodes.FDIV -> 2;
            case Opcodes.IASTORE, Opcodes.AASTORE, Opcodes.BASTORE, Opcodes.CASTORE, Opcodes.SASTORE, Opcodes.FASTORE ->
                3;
            case Opcodes.LASTORE,
                    Opcodes.DASTORE,
                    Opcodes.LADD,
                    Opcodes.LSUB,
                    Opcodes.LMUL,
                    Opcodes.DADD,
                    Opcodes.DSUB,
                    Opcodes.DMUL,
                    Opcodes.DDIV,
                    Opcodes.LDIV -> 4;
            case Opcodes.ISTORE,
                    Opcodes.FSTORE,
                    Opcodes.ASTORE,
                    Opcodes.POP,
                    Opcodes.CHECKCAST,
                    Opcodes.INSTANCEOF,
                    Opcodes.NEWARRAY,
                    Opcodes.ANEWARRAY,
                    Opcodes.ARRAYLENGTH,
                    Opcodes.INEG,
                    Opcodes.I2L,
                    Opcodes.I2F,
                    Opcodes.I2D,
                    Opcodes.I2B,
                    Opcodes.I2C,
                    Opcodes.I2S,
                    Opcodes.MONITORENTER,
                    Opcodes.MONITOREXIT -> 1;
            case Opcodes.LSTORE, Opcodes.DSTORE, Opcodes.POP2, Opcodes.L2I, Opcodes.D2I, Opcodes.L2D, Opcodes.D2L -> 2;
            case Opcodes.IINC -> 0;
            // DUP behind NEW or a constant puts a copy: it takes nothing of what lies below.
            case Opcodes.DUP -> 0;
            default -> -1;
        };
    }

    /** The slots put. */
    static int put(AbstractInsnNode node) {
        int opcode = node.getOpcode();
        if (node instanceof FieldInsnNode) {
            boolean get = opcode == Opcodes.GETSTATIC || opcode == Opcodes.GETFIELD;
            return get ? Type.getType(((FieldInsnNode) node).desc).getSize() : 0;
        }
        if (node instanceof MethodInsnNode) {
            return Type.getArgumentsAndReturnSizes(((MethodInsnNode) node).desc) & 3;
        }
        if (node instanceof InvokeDynamicInsnNode) {
            return Type.getArgumentsAndReturnSizes(((InvokeDynamicInsnNode) node).desc) & 3;
        }
        return switch (opcode) {
            case Opcodes.LCONST_0,
                    Opcodes.LCONST_1,
                    Opcodes.DCONST_0,
                    Opcodes.DCONST_1,
                    Opcodes.LLOAD,
                    Opcodes.DLOAD,
                    Opcodes.LALOAD,
                    Opcodes.DALOAD,
                    Opcodes.LADD,
                    Opcodes.LSUB,
                    Opcodes.LMUL,
                    Opcodes.LDIV,
                    Opcodes.DADD,
                    Opcodes.DSUB,
                    Opcodes.DMUL,
                    Opcodes.DDIV,
                    Opcodes.I2L,
                    Opcodes.I2D,
                    Opcodes.L2D,
                    Opcodes.D2L -> 2;
            case Opcodes.LDC -> ldcSize(node);
            case Opcodes.NOP,
                    Opcodes.IINC,
                    Opcodes.ISTORE,
                    Opcodes.FSTORE,
                    Opcodes.ASTORE,
                    Opcodes.LSTORE,
                    Opcodes.DSTORE,
                    Opcodes.POP,
                    Opcodes.POP2,
                    Opcodes.IASTORE,
                    Opcodes.AASTORE,
                    Opcodes.BASTORE,
                    Opcodes.CASTORE,
                    Opcodes.SASTORE,
                    Opcodes.FASTORE,
                    Opcodes.LASTORE,
                    Opcodes.DASTORE,
                    Opcodes.MONITORENTER,
                    Opcodes.MONITOREXIT -> 0;
            default -> 1;
        };
    }

    private static int ldcSize(AbstractInsnNode node) {
        Object constant = ((org.objectweb.asm.tree.LdcInsnNode) node).cst;
        return constant instanceof Long || constant instanceof Double ? 2 : 1;
    }
}
