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
    /** Nested superclasses: their name, and the name and type of the field with the collection. */
    private static final String[][] HOLDERS = {
        {"java/util/HashMap$HashMapSpliterator", "map", "Ljava/util/HashMap;"},
        {"java/util/HashMap$HashIterator", "this$0", "Ljava/util/HashMap;"},
        {"java/util/LinkedHashMap$LinkedHashIterator", "this$0", "Ljava/util/LinkedHashMap;"},
        {"java/util/WeakHashMap$WeakHashMapSpliterator", "map", "Ljava/util/WeakHashMap;"},
        {"java/util/WeakHashMap$HashIterator", "this$0", "Ljava/util/WeakHashMap;"},
        {"java/util/IdentityHashMap$IdentityHashMapSpliterator", "map", "Ljava/util/IdentityHashMap;"},
        {"java/util/IdentityHashMap$IdentityHashMapIterator", "this$0", "Ljava/util/IdentityHashMap;"},
        {"java/util/TreeMap$TreeMapSpliterator", "tree", "Ljava/util/TreeMap;"},
        {"java/util/TreeMap$PrivateEntryIterator", "this$0", "Ljava/util/TreeMap;"},
        {"java/util/EnumMap$EnumMapIterator", "this$0", "Ljava/util/EnumMap;"},
    };

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
        return inherited(type, method);
    }

    /** Nested classes whose superclass has the field. */
    private static @Nullable OwnerPath inherited(ClassNode type, MethodNode method) {
        for (String[] holder : HOLDERS) {
            if (holder[0].equals(type.superName) && !"<init>".equals(method.name)) {
                return new OwnerPath(type, new FieldNode(0, holder[1], holder[2], null, null));
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
