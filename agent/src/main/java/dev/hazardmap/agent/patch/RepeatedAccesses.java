package dev.hazardmap.agent.patch;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * Which field instructions need no hook because the same access was made before on every way there, with no release by
 * the thread in between: the detector would find its own record of the same epoch and do nothing.
 *
 * <p>By dataflow over the method: what is known is that the field of the object in a local was read, or written (which
 * stands for a read as well). It is forgotten when the local changes, and all of it at whatever may release: calls but
 * those known to be harmless, monitors, volatile accesses, the initialisation of other classes.
 */
final class RepeatedAccesses {
    /** Larger methods would cost more time to look at than their hooks do. */
    private static final int MOST_INSTRUCTIONS = 6_000;

    private static final int STATIC = -1;
    private static final int UNKNOWN = -2;

    /** What a field instruction means to the caller. */
    interface Fields {
        boolean isWatched(FieldInsnNode access);

        boolean isVolatile(FieldInsnNode access);
    }

    private final ClassNode type;
    private final Fields fields;
    private final Map<String, Integer> facts = new HashMap<>();
    private final Map<Integer, BitSet> ofLocal = new HashMap<>();

    private RepeatedAccesses(ClassNode type, Fields fields) {
        this.type = type;
        this.fields = fields;
    }

    static Set<AbstractInsnNode> of(ClassNode type, MethodNode method, Fields fields) {
        return worthALook(method) ? new RepeatedAccesses(type, fields).find(method) : Set.of();
    }

    /** Whether some field is accessed twice. */
    private static boolean worthALook(MethodNode method) {
        if (method.instructions.size() > MOST_INSTRUCTIONS) {
            return false;
        }
        Set<String> seen = new HashSet<>();
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof FieldInsnNode && !seen.add(((FieldInsnNode) node).name)) {
                return true;
            }
        }
        return false;
    }

    private Set<AbstractInsnNode> find(MethodNode method) {
        Frame<BasicValue>[] frames;
        try {
            frames = new FactAnalyzer().analyze(type.name, method);
        } catch (AnalyzerException | RuntimeException unusualCode) {
            return Set.of();
        }
        Set<AbstractInsnNode> repeated = new HashSet<>();
        AbstractInsnNode[] code = Code.instructions(method);
        for (int i = 0; i < code.length; i++) {
            if (code[i] instanceof FieldInsnNode && frames[i] != null) {
                FieldInsnNode access = (FieldInsnNode) code[i];
                if (fields.isWatched(access) && ((FactFrame) frames[i]).knows(access)) {
                    repeated.add(access);
                }
            }
        }
        return repeated;
    }

    private static boolean isWrite(FieldInsnNode access) {
        return access.getOpcode() == Opcodes.PUTFIELD || access.getOpcode() == Opcodes.PUTSTATIC;
    }

    private int fact(int local, FieldInsnNode access, boolean write) {
        String key = (write ? "w" : "r") + local + ":" + access.owner + "." + access.name;
        Integer known = facts.get(key);
        if (known == null) {
            known = facts.size();
            facts.put(key, known);
            BitSet all = ofLocal.get(local);
            if (all == null) {
                all = new BitSet();
                ofLocal.put(local, all);
            }
            all.set(known);
        }
        return known;
    }

    private final class FactAnalyzer extends Analyzer<BasicValue> {
        FactAnalyzer() {
            super(new Copies());
        }

        @Override
        protected Frame<BasicValue> newFrame(int locals, int stack) {
            return new FactFrame(locals, stack);
        }

        @Override
        protected Frame<BasicValue> newFrame(Frame<? extends BasicValue> frame) {
            return new FactFrame(frame);
        }
    }

    /** A frame with what is known there. */
    private final class FactFrame extends Frame<BasicValue> {
        private BitSet known = new BitSet();

        FactFrame(int locals, int stack) {
            super(locals, stack);
        }

        FactFrame(Frame<? extends BasicValue> frame) {
            super(frame);
            known = (BitSet) ((FactFrame) frame).known.clone();
        }

        @Override
        public Frame<BasicValue> init(Frame<? extends BasicValue> frame) {
            known = (BitSet) ((FactFrame) frame).known.clone();
            return super.init(frame);
        }

        @Override
        public boolean merge(Frame<? extends BasicValue> frame, Interpreter<BasicValue> interpreter)
                throws AnalyzerException {
            int before = known.cardinality();
            known.and(((FactFrame) frame).known);
            return super.merge(frame, interpreter) | known.cardinality() != before;
        }

        boolean knows(FieldInsnNode access) {
            int local = receiver(access);
            return local != UNKNOWN
                    && (known.get(fact(local, access, true))
                            || !isWrite(access) && known.get(fact(local, access, false)));
        }

        private int receiver(FieldInsnNode access) {
            int top = getStackSize() - 1;
            return switch (access.getOpcode()) {
                case Opcodes.GETFIELD -> local(getStack(top));
                case Opcodes.PUTFIELD -> local(getStack(top - 1));
                default -> STATIC;
            };
        }

        @Override
        public void execute(AbstractInsnNode insn, Interpreter<BasicValue> interpreter) throws AnalyzerException {
            if (mayRelease(insn)) {
                known.clear();
            }
            if (insn instanceof FieldInsnNode && fields.isWatched((FieldInsnNode) insn)) {
                int local = receiver((FieldInsnNode) insn);
                if (local != UNKNOWN) {
                    known.set(fact(local, (FieldInsnNode) insn, isWrite((FieldInsnNode) insn)));
                }
            }
            super.execute(insn, interpreter);
            int changed = changedLocal(insn);
            if (changed >= 0) {
                BitSet stale = ofLocal.get(changed);
                if (stale != null) {
                    known.andNot(stale);
                }
                for (int i = 0; i < getStackSize(); i++) {
                    if (local(getStack(i)) == changed) {
                        setStack(i, BasicValue.REFERENCE_VALUE);
                    }
                }
            }
        }
    }

    private static int changedLocal(AbstractInsnNode insn) {
        if (insn instanceof IincInsnNode) {
            return ((IincInsnNode) insn).var;
        }
        boolean store = insn.getOpcode() >= Opcodes.ISTORE && insn.getOpcode() <= Opcodes.ASTORE;
        return store ? ((VarInsnNode) insn).var : -1;
    }

    private boolean mayRelease(AbstractInsnNode insn) {
        return switch (insn.getOpcode()) {
            case Opcodes.MONITORENTER, Opcodes.MONITOREXIT, Opcodes.INVOKEDYNAMIC -> true;
            case Opcodes.NEW -> !((TypeInsnNode) insn).desc.startsWith("java/");
            case Opcodes.GETFIELD, Opcodes.PUTFIELD -> fields.isVolatile((FieldInsnNode) insn);
            case Opcodes.GETSTATIC, Opcodes.PUTSTATIC ->
                !((FieldInsnNode) insn).owner.equals(type.name) || fields.isVolatile((FieldInsnNode) insn);
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL, Opcodes.INVOKESTATIC, Opcodes.INVOKEINTERFACE ->
                !HarmlessCalls.contains((MethodInsnNode) insn);
            default -> false;
        };
    }

    private static int local(@Nullable BasicValue value) {
        return value instanceof Copy ? ((Copy) value).local : UNKNOWN;
    }

    /** A reference that is in this local, too. */
    private static final class Copy extends BasicValue {
        private final int local;

        Copy(int local) {
            super(Type.getObjectType("java/lang/Object"));
            this.local = local;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Copy && ((Copy) other).local == local;
        }

        @Override
        public int hashCode() {
            return local;
        }
    }

    private static final class Copies extends BasicInterpreter {
        Copies() {
            super(Opcodes.ASM9);
        }

        @Override
        public BasicValue copyOperation(AbstractInsnNode insn, BasicValue value) throws AnalyzerException {
            return switch (insn.getOpcode()) {
                case Opcodes.ALOAD -> new Copy(((VarInsnNode) insn).var);
                case Opcodes.ASTORE -> value instanceof Copy ? BasicValue.REFERENCE_VALUE : value;
                default -> value;
            };
        }

        @Override
        public BasicValue merge(BasicValue one, BasicValue other) {
            if (one instanceof Copy || other instanceof Copy) {
                if (one.equals(other)) {
                    return one;
                }
                boolean references = one.isReference() && other.isReference();
                return references ? BasicValue.REFERENCE_VALUE : BasicValue.UNINITIALIZED_VALUE;
            }
            return super.merge(one, other);
        }
    }
}
