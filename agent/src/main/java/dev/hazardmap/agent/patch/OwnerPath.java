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

    /** Entry classes two levels down: their name, then field by field to the collection. */
    private static final String[][] DEEP = {
        {
            "java/util/IdentityHashMap$EntryIterator$Entry",
            "this$1",
            "java/util/IdentityHashMap$EntryIterator",
            "this$0",
            "java/util/IdentityHashMap"
        },
        {
            "java/util/EnumMap$EntryIterator$Entry",
            "this$1",
            "java/util/EnumMap$EntryIterator",
            "this$0",
            "java/util/EnumMap"
        },
    };

    private final FieldInsnNode[] fields;

    private OwnerPath(FieldInsnNode... fields) {
        this.fields = fields;
    }

    /** The path in this method, or null when there is none. */
    static @Nullable OwnerPath of(ClassNode type, MethodNode method) {
        if ((method.access & Opcodes.ACC_STATIC) != 0) {
            return null;
        }
        if (CollectionRules.isCollection(type.name)) {
            return new OwnerPath();
        }
        return "<init>".equals(method.name) ? null : byField(type);
    }

    private static @Nullable OwnerPath byField(ClassNode type) {
        for (FieldNode field : type.fields) {
            String descriptor = field.desc;
            if ((field.access & Opcodes.ACC_STATIC) == 0
                    && descriptor.startsWith("L")
                    && CollectionRules.isCollection(descriptor.substring(1, descriptor.length() - 1))) {
                return new OwnerPath(get(type.name, field.name, descriptor));
            }
        }
        for (String[] holder : HOLDERS) {
            if (holder[0].equals(type.superName)) {
                return new OwnerPath(get(type.name, holder[1], holder[2]));
            }
        }
        for (String[] path : DEEP) {
            if (path[0].equals(type.name)) {
                return new OwnerPath(
                        get(path[0], path[1], "L" + path[2] + ";"), get(path[2], path[3], "L" + path[4] + ";"));
            }
        }
        return null;
    }

    private static FieldInsnNode get(String owner, String name, String descriptor) {
        return new FieldInsnNode(Opcodes.GETFIELD, owner, name, descriptor);
    }

    InsnList load() {
        InsnList code = Code.list(Code.loadThis());
        for (FieldInsnNode field : fields) {
            code.add(get(field.owner, field.name, field.desc));
        }
        return code;
    }
}
