package dev.hazardmap.agent.patch;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/** The arguments of a call, taken off the stack into locals so that what lies below them can be reached. */
final class Spill {
    private final Type[] types;
    private final int[] locals;

    private Spill(Type[] types, int[] locals) {
        this.types = types;
        this.locals = locals;
    }

    /** Adds the stores to {@code code}, and gives back where each argument is. */
    static Spill arguments(MethodNode method, String descriptor, InsnList code) {
        Type[] types = Type.getArgumentTypes(descriptor);
        int[] locals = new int[types.length];
        for (int i = types.length - 1; i >= 0; i--) {
            locals[i] = Code.newLocal(method, types[i]);
            code.add(Code.store(types[i], locals[i]));
        }
        return new Spill(types, locals);
    }

    void reload(InsnList code) {
        for (int i = 0; i < types.length; i++) {
            code.add(Code.load(types[i], locals[i]));
        }
    }

    AbstractInsnNode load(int argument) {
        return Code.load(types[argument], locals[argument]);
    }

    /** The argument when it is a reference, else null. */
    AbstractInsnNode loadReferenceOrNull(int argument) {
        boolean reference = argument < types.length && types[argument].getSort() >= Type.ARRAY;
        return reference ? load(argument) : Code.op(Opcodes.ACONST_NULL);
    }

    /** The argument when it is an int, else 0. */
    AbstractInsnNode loadIntOrZero(int argument) {
        boolean isInt = argument < types.length && types[argument].getSort() == Type.INT;
        return isInt ? load(argument) : Code.op(Opcodes.ICONST_0);
    }
}
