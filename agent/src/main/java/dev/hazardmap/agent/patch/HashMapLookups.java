package dev.hazardmap.agent.patch;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * HashMap's get and put, which touch the structure and an entry each time: one hook tells both, where the general rule
 * would place two or three.
 *
 * <p>The table is read in {@code getNode}; so that hook moves to {@code getNode}'s callers, and there it goes behind the
 * call and takes the node along. {@code putVal} either finds a node, and tells both at its value, or writes the
 * structure.
 */
final class HashMapLookups {
    private static final String HOOKS = "EntryHooks";
    private static final Set<String> MAPS = Set.of("java/util/HashMap", "java/util/LinkedHashMap");
    private static final Set<String> GETS = Set.of("get", "getOrDefault");
    private static final String NODE = "(Ljava/lang/Object;Ljava/lang/Object;)V";
    private static final String NODE_AND_FLAG = "(Ljava/lang/Object;Ljava/lang/Object;Z)V";
    /** The local variable of putVal's fourth parameter. */
    private static final int ONLY_IF_ABSENT = 4;

    private HashMapLookups() {}

    private static boolean isGet(ClassNode type, MethodNode method) {
        return MAPS.contains(type.name) && GETS.contains(method.name);
    }

    private static boolean isPut(ClassNode type, MethodNode method) {
        return type.name.equals("java/util/HashMap")
                && method.name.equals("putVal")
                && method.desc.startsWith("(ILjava/lang/Object;Ljava/lang/Object;ZZ)");
    }

    static boolean isLookup(MethodInsnNode call) {
        return call.name.equals("getNode") && MAPS.contains(call.owner);
    }

    /** Whether the read of the table is told by another hook. */
    static boolean tellsRead(ClassNode type, MethodNode method, FieldInsnNode access) {
        boolean lookup = type.name.equals("java/util/HashMap") && method.name.equals("getNode");
        return access.name.equals("table") && (lookup || isPut(type, method));
    }

    /** At a call of getNode. */
    static void call(ClassNode type, MethodNode method, MethodInsnNode call, OwnerPath owner) {
        if (isGet(type, method)) {
            method.instructions.insert(
                    call,
                    Code.list(
                            Code.op(Opcodes.DUP),
                            Code.loadThis(),
                            Code.op(Opcodes.SWAP),
                            Code.hook(HOOKS, "hashGot", NODE)));
            return;
        }
        InsnList before = owner.load();
        before.add(Code.hook("CollectionHooks", "mapRead", "(Ljava/util/AbstractMap;)V"));
        method.instructions.insertBefore(call, before);
    }

    /** At an access to a node's value; whether this was one of the methods here. */
    static boolean value(ClassNode type, MethodNode method, FieldInsnNode access) {
        if (isGet(type, method)) {
            return true; // told behind getNode
        }
        if (!isPut(type, method)) {
            return false;
        }
        if (access.getOpcode() == Opcodes.GETFIELD) {
            method.instructions.insertBefore(access, found("hashPutFound"));
        } else {
            int value = Code.newLocal(method, org.objectweb.asm.Type.getType(Object.class));
            InsnList code = new InsnList();
            code.add(new VarInsnNode(Opcodes.ASTORE, value));
            code.add(found("hashPutIfNull"));
            code.add(new VarInsnNode(Opcodes.ALOAD, value));
            method.instructions.insertBefore(access, code);
        }
        return true;
    }

    /** The node is on the stack and stays there. */
    private static InsnList found(String hook) {
        return Code.list(
                Code.op(Opcodes.DUP),
                Code.loadThis(),
                Code.op(Opcodes.SWAP),
                new VarInsnNode(Opcodes.ILOAD, ONLY_IF_ABSENT),
                Code.hook(HOOKS, hook, NODE_AND_FLAG));
    }
}
