package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;

/** Computes the value an instruction leaves, from the values it takes. */
final class FlowInterpreter extends Interpreter<Val> {
    private final Flow flow;

    FlowInterpreter(Flow flow) {
        super(Opcodes.ASM9);
        this.flow = flow;
    }

    @Override
    public @Nullable Val newValue(@Nullable Type type) {
        if (type == null) {
            return Val.UNINITIALIZED;
        }
        return type == Type.VOID_TYPE ? null : Val.unknown(type.getSize());
    }

    @Override
    public Val newParameterValue(boolean instance, int local, Type type) {
        return Val.of(type.getSize(), new Sym.Param(flow.parameterAt(local)));
    }

    @Override
    public Val newOperation(AbstractInsnNode insn) {
        int op = insn.getOpcode();
        return switch (op) {
            case Opcodes.ACONST_NULL -> Val.NULL;
            case Opcodes.LCONST_0, Opcodes.LCONST_1 -> Val.of(2, new Sym.Const((long) (op - Opcodes.LCONST_0)));
            case Opcodes.DCONST_0, Opcodes.DCONST_1 -> Val.UNKNOWN2;
            case Opcodes.BIPUSH, Opcodes.SIPUSH -> Val.of(new Sym.Const(((IntInsnNode) insn).operand));
            case Opcodes.LDC -> constant(((LdcInsnNode) insn).cst);
            case Opcodes.GETSTATIC -> loadStatic((FieldInsnNode) insn);
            case Opcodes.NEW -> Val.of(flow.fresh(insn, ((TypeInsnNode) insn).desc));
            default ->
                op >= Opcodes.ICONST_M1 && op <= Opcodes.ICONST_5
                        ? Val.of(new Sym.Const(op - Opcodes.ICONST_0))
                        : Val.UNKNOWN1;
        };
    }

    private static Val constant(Object cst) {
        return Val.of(cst instanceof Long || cst instanceof Double ? 2 : 1, new Sym.Const(cst));
    }

    private Val loadStatic(FieldInsnNode insn) {
        FieldKey key = flow.program().resolve(insn.owner, insn.name, insn.desc);
        return Val.of(Type.getType(insn.desc).getSize(), new Sym.Static(key));
    }

    @Override
    public Val copyOperation(AbstractInsnNode insn, Val value) {
        return value;
    }

    @Override
    public @Nullable Val unaryOperation(AbstractInsnNode insn, Val value) {
        int op = insn.getOpcode();
        switch (op) {
            case Opcodes.CHECKCAST:
                return value;
            case Opcodes.GETFIELD:
                return loadField((FieldInsnNode) insn, value);
            case Opcodes.NEWARRAY, Opcodes.ANEWARRAY:
                return Val.of(flow.fresh(insn, "[]", Kind.OTHER));
            case Opcodes.INEG,
                    Opcodes.FNEG,
                    Opcodes.IINC,
                    Opcodes.L2I,
                    Opcodes.L2F,
                    Opcodes.D2I,
                    Opcodes.D2F,
                    Opcodes.I2F,
                    Opcodes.F2I,
                    Opcodes.I2B,
                    Opcodes.I2C,
                    Opcodes.I2S,
                    Opcodes.ARRAYLENGTH,
                    Opcodes.INSTANCEOF:
                return Val.UNKNOWN1.withReads(value.reads());
            case Opcodes.LNEG,
                    Opcodes.DNEG,
                    Opcodes.I2L,
                    Opcodes.I2D,
                    Opcodes.F2L,
                    Opcodes.F2D,
                    Opcodes.L2D,
                    Opcodes.D2L:
                return Val.UNKNOWN2.withReads(value.reads());
            default:
                return null;
        }
    }

    private Val loadField(FieldInsnNode insn, Val base) {
        FieldKey key = flow.program().resolve(insn.owner, insn.name, insn.desc);
        Set<Sym> out = new LinkedHashSet<>();
        base.notNull().syms().forEach(sym -> out.addAll(flow.heap().load(sym, key)));
        return Val.of(Type.getType(insn.desc).getSize(), out).withReads(base.reads());
    }

    @Override
    public @Nullable Val binaryOperation(AbstractInsnNode insn, Val left, Val right) {
        int op = insn.getOpcode();
        if (op == Opcodes.AALOAD) {
            Set<Sym> out = new LinkedHashSet<>();
            left.notNull().syms().forEach(sym -> out.add(Sym.elem(sym)));
            return Val.of(1, out).withReads(left.reads());
        }
        Set<Integer> reads = left.withReads(right.reads()).reads();
        boolean wide = op == Opcodes.LALOAD || op == Opcodes.DALOAD || wideArithmetic(op);
        boolean jumpOrStore = (op >= Opcodes.IF_ICMPEQ && op <= Opcodes.IF_ACMPNE) || op == Opcodes.PUTFIELD;
        return jumpOrStore ? null : (wide ? Val.UNKNOWN2 : Val.UNKNOWN1).withReads(reads);
    }

    private static boolean wideArithmetic(int op) {
        if (op >= Opcodes.IADD && op <= Opcodes.DREM) {
            return (op - Opcodes.IADD) % 2 == 1;
        }
        return op == Opcodes.LSHL
                || op == Opcodes.LSHR
                || op == Opcodes.LUSHR
                || op == Opcodes.LAND
                || op == Opcodes.LOR
                || op == Opcodes.LXOR;
    }

    @Override
    public @Nullable Val ternaryOperation(AbstractInsnNode insn, Val array, Val index, Val value) {
        return null;
    }

    @Override
    public @Nullable Val naryOperation(AbstractInsnNode insn, List<? extends Val> values) {
        List<Val> args = new ArrayList<>(values);
        if (insn instanceof MethodInsnNode call) {
            return flow.calls().result(call.getOpcode(), call.owner, call.name, call.desc, args, insn);
        }
        if (insn instanceof InvokeDynamicInsnNode dynamic) {
            return dynamic(dynamic, args);
        }
        return Val.of(flow.fresh(insn, "[]", Kind.OTHER));
    }

    private Val dynamic(InvokeDynamicInsnNode insn, List<Val> args) {
        Handle impl = implementation(insn);
        if (impl == null) {
            Val result = Val.unknown(Type.getReturnType(insn.desc).getSize());
            for (Val arg : args) {
                result = result.withReads(arg.reads());
            }
            return result;
        }
        String iface = Type.getReturnType(insn.desc).getInternalName();
        List<Val> captured = new ArrayList<>();
        args.forEach(arg -> captured.add(new Val(arg.size(), arg.syms(), Set.of())));
        return Val.of(new Sym.Lambda(impl, captured, iface, insn.name));
    }

    static @Nullable Handle implementation(InvokeDynamicInsnNode insn) {
        boolean lambda = insn.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory");
        return lambda && insn.bsmArgs.length > 1 && insn.bsmArgs[1] instanceof Handle handle ? handle : null;
    }

    @Override
    public void returnOperation(AbstractInsnNode insn, Val value, Val expected) {}

    @Override
    public Val merge(Val a, Val b) {
        return a.join(b);
    }
}
