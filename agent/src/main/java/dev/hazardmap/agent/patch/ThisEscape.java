package dev.hazardmap.agent.patch;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Whether a constructor lets {@code this} out: by dataflow over its code, with {@code this} as a value of its own that
 * copies and joins keep. Its own and its superclass's methods count as not letting it out.
 */
final class ThisEscape extends BasicInterpreter {
    private static final BasicValue THIS = new BasicValue(Type.getObjectType("this"));

    private ThisEscape() {
        super(Opcodes.ASM9);
    }

    static boolean escapes(ClassNode type, MethodNode method) throws AnalyzerException {
        Frame<BasicValue>[] frames = new Analyzer<>(new ThisEscape()).analyzeAndComputeMaxs(type.name, method);
        AbstractInsnNode[] code = Code.instructions(method);
        for (int i = 0; i < code.length; i++) {
            if (frames[i] != null && letsOut(type, code[i], frames[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean letsOut(ClassNode type, AbstractInsnNode node, Frame<BasicValue> frame) {
        int top = frame.getStackSize() - 1;
        return switch (node.getOpcode()) {
            case Opcodes.PUTFIELD, Opcodes.PUTSTATIC, Opcodes.AASTORE, Opcodes.ARETURN, Opcodes.ATHROW ->
                frame.getStack(top) == THIS;
            case Opcodes.GETFIELD -> frame.getStack(top) == THIS && isForeign(type, ((FieldInsnNode) node).owner);
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL, Opcodes.INVOKEINTERFACE, Opcodes.INVOKESTATIC ->
                call(type, (MethodInsnNode) node, frame);
            case Opcodes.INVOKEDYNAMIC ->
                passes(
                        frame,
                        Type.getArgumentTypes(((org.objectweb.asm.tree.InvokeDynamicInsnNode) node).desc).length,
                        top);
            default -> false;
        };
    }

    private static boolean call(ClassNode type, MethodInsnNode call, Frame<BasicValue> frame) {
        int top = frame.getStackSize() - 1;
        int arguments = Type.getArgumentTypes(call.desc).length;
        if (passes(frame, arguments, top)) {
            return true;
        }
        boolean onThis = call.getOpcode() != Opcodes.INVOKESTATIC && frame.getStack(top - arguments) == THIS;
        return onThis && (isForeign(type, call.owner) && !call.name.equals("<init>") || startsThread(call));
    }

    /** A thread's own start, whoever's class is named: its run has {@code this} from then on. */
    private static boolean startsThread(MethodInsnNode call) {
        return call.name.equals("start") && call.desc.equals("()V");
    }

    /** Whether {@code this} is among the values on top of the stack. */
    private static boolean passes(Frame<BasicValue> frame, int count, int top) {
        for (int i = 0; i < count; i++) {
            if (frame.getStack(top - i) == THIS) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForeign(ClassNode type, String owner) {
        return !owner.equals(type.name) && !owner.equals(type.superName);
    }

    @Override
    public BasicValue newParameterValue(boolean isInstanceMethod, int local, Type type) {
        return isInstanceMethod && local == 0 ? THIS : super.newParameterValue(isInstanceMethod, local, type);
    }

    @Override
    public @Nullable BasicValue unaryOperation(AbstractInsnNode insn, BasicValue value) throws AnalyzerException {
        return insn.getOpcode() == Opcodes.CHECKCAST && value == THIS ? THIS : super.unaryOperation(insn, value);
    }

    @Override
    public BasicValue merge(BasicValue one, BasicValue other) {
        return one == THIS || other == THIS ? THIS : super.merge(one, other);
    }
}
