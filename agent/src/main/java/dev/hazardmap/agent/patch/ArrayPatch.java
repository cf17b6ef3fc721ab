package dev.hazardmap.agent.patch;

import dev.hazardmap.agent.site.Sites;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/** Loads and stores of array elements. */
public final class ArrayPatch implements Patch {
    private static final String HOOK = "(Ljava/lang/Object;II)V";
    private static final Type[] STORED = {
        Type.INT_TYPE,
        Type.LONG_TYPE,
        Type.FLOAT_TYPE,
        Type.DOUBLE_TYPE,
        Type.getType(Object.class),
        Type.INT_TYPE,
        Type.INT_TYPE,
        Type.INT_TYPE
    };

    private final Sites sites;

    public ArrayPatch(Sites sites) {
        this.sites = sites;
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            changed |= apply(type, method);
        }
        return changed;
    }

    private boolean apply(ClassNode type, MethodNode method) {
        int[] values = new int[STORED.length];
        boolean changed = false;
        for (AbstractInsnNode node : Code.instructions(method)) {
            int opcode = node.getOpcode();
            if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
                method.instructions.insertBefore(node, hook("read", sites.number(type, method, node)));
                changed = true;
            } else if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
                method.instructions.insertBefore(
                        node, store(method, values, opcode - Opcodes.IASTORE, number(type, method, node)));
                changed = true;
            }
        }
        return changed;
    }

    private int number(ClassNode type, MethodNode method, AbstractInsnNode node) {
        return sites.number(type, method, node);
    }

    private static InsnList hook(String name, int site) {
        return Code.list(Code.op(Opcodes.DUP2), Code.constant(site), Code.hook("ArrayHooks", name, HOOK));
    }

    /** The value goes into a local meanwhile: one for each kind of value in a method. */
    private static InsnList store(MethodNode method, int[] values, int kind, int site) {
        Type type = STORED[kind];
        if (values[kind] == 0) {
            values[kind] = Code.newLocal(method, type);
        }
        InsnList code = new InsnList();
        code.add(Code.store(type, values[kind]));
        code.add(hook("write", site));
        code.add(Code.load(type, values[kind]));
        return code;
    }
}
