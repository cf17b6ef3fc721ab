package dev.hazardmap.agent.patch;

import dev.hazardmap.detector.VolatileFields;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/** Reads and writes of volatile fields. */
public final class VolatilePatch implements Patch {
    private static final Type OBJECT = Type.getType(Object.class);
    private static final String HOOK = "(Ljava/lang/Object;I)V";

    /**
     * Fields that are read plainly behind an acquire fence, and so as good as volatile: ConcurrentSkipListMap walks its
     * nodes that way.
     */
    private static final Set<String> FENCED = Set.of(
            "java/util/concurrent/ConcurrentSkipListMap$Node.val",
            "java/util/concurrent/ConcurrentSkipListMap$Node.next",
            "java/util/concurrent/ConcurrentSkipListMap$Index.right",
            "java/util/concurrent/ConcurrentSkipListMap.head");

    private static final Map<String, Integer> NUMBERS = new HashMap<>();

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode node : Code.instructions(method)) {
                if (node instanceof FieldInsnNode
                        && isVolatile((FieldInsnNode) node, fields)
                        && !Unordering.isPart(type, method, node)) {
                    patch(type, method, (FieldInsnNode) node, fields);
                    changed = true;
                }
            }
        }
        return changed;
    }

    static boolean isVolatile(FieldInsnNode access, FieldLookup fields) {
        return (fields.access(access.owner, access.name) & Opcodes.ACC_VOLATILE) != 0
                || FENCED.contains(access.owner + "." + access.name);
    }

    private static void patch(ClassNode type, MethodNode method, FieldInsnNode access, FieldLookup fields) {
        String owner = fields.declaring(access.owner, access.name);
        int number = number(owner, access.name);
        switch (access.getOpcode()) {
            case Opcodes.GETSTATIC -> method.instructions.insert(access, statics(type, access, "volatileRead", number));
            case Opcodes.PUTSTATIC ->
                method.instructions.insertBefore(access, statics(type, access, "volatileWrite", number));
            case Opcodes.GETFIELD -> read(method, access, number);
            default -> write(method, access, number);
        }
    }

    private static synchronized int number(String owner, String name) {
        String key = owner + "." + name;
        Integer number = NUMBERS.get(key);
        if (number == null) {
            number = VolatileFields.add(owner.replace('/', '.'), name);
            NUMBERS.put(key, number);
        }
        return number;
    }

    /** By the class that the instruction names: the declaring one need not be accessible here. */
    private static InsnList statics(ClassNode type, FieldInsnNode access, String hook, int number) {
        InsnList code = Code.classConstant(type, access.owner);
        code.add(Code.constant(number));
        code.add(Code.hook("AtomicHooks", hook, HOOK));
        return code;
    }

    private static void read(MethodNode method, FieldInsnNode access, int number) {
        int object = Code.newLocal(method, OBJECT);
        method.instructions.insertBefore(access, Code.list(Code.op(Opcodes.DUP), Code.store(OBJECT, object)));
        method.instructions.insert(
                access,
                Code.list(
                        Code.load(OBJECT, object),
                        Code.constant(number),
                        Code.hook("AtomicHooks", "volatileRead", HOOK)));
    }

    private static void write(MethodNode method, FieldInsnNode access, int number) {
        Type type = Type.getType(access.desc);
        int value = Code.newLocal(method, type);
        method.instructions.insertBefore(
                access,
                Code.list(
                        Code.store(type, value),
                        Code.op(Opcodes.DUP),
                        Code.constant(number),
                        Code.hook("AtomicHooks", "volatileWrite", HOOK),
                        Code.load(type, value)));
    }
}
