package dev.hazardmap.agent.patch;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/**
 * How a method of a collection, or of one of its nested classes, gets at the collection: it is {@code this}, or a field
 * of {@code this} whose type is a watched collection ({@code this$0}, a spliterator's {@code map}).
 */
final class OwnerPath {
    private final ClassNode type;
    private final @Nullable FieldNode field;

    private OwnerPath(ClassNode type, @Nullable FieldNode field) {
        this.type = type;
        this.field = field;
    }

    /** The path in this method, or null when there is none. */
    static @Nullable OwnerPath of(ClassNode type, MethodNode method) {
        if ((method.access & Opcodes.ACC_STATIC) != 0) {
            return null;
        }
        if (CollectionRules.isCollection(type.name)) {
            return new OwnerPath(type, null);
        }
        for (FieldNode candidate : type.fields) {
            String descriptor = candidate.desc;
            if ((candidate.access & Opcodes.ACC_STATIC) == 0
                    && descriptor.startsWith("L")
                    && CollectionRules.isCollection(descriptor.substring(1, descriptor.length() - 1))) {
                return "<init>".equals(method.name) ? null : new OwnerPath(type, candidate);
            }
        }
        return null;
    }

    InsnList load() {
        InsnList code = Code.list(Code.loadThis());
        if (field != null) {
            code.add(new FieldInsnNode(Opcodes.GETFIELD, type.name, field.name, field.desc));
        }
        return code;
    }
}
