package dev.hazardmap.agent.patch;

import dev.hazardmap.detector.AtomicHooks;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Calls of VarHandle and Unsafe, by the memory mode in the method's name. */
public final class AtomicPatch implements Patch {
    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
    private static final Set<String> UNSAFE = Set.of("jdk/internal/misc/Unsafe", "sun/misc/Unsafe");
    private static final Type HANDLE = Type.getObjectType(VAR_HANDLE);

    /** Fences, and what their hook is: before the fence when it releases, after it when it acquires. */
    private static final Set<String> RELEASE_FENCES =
            Set.of("releaseFence", "fullFence", "storeStoreFence", "storeFence");

    private static final Set<String> ACQUIRE_FENCES = Set.of("acquireFence", "fullFence", "loadLoadFence", "loadFence");

    private static final int BOTH = AtomicHooks.ACQUIRE | AtomicHooks.RELEASE;

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            if (Unordering.isPart(type, method, null)) {
                continue;
            }
            for (AbstractInsnNode node : Code.instructions(method)) {
                if (node instanceof MethodInsnNode && isFence((MethodInsnNode) node)) {
                    fence(method, (MethodInsnNode) node);
                    changed = true;
                } else if (node.getOpcode() == Opcodes.INVOKEVIRTUAL) {
                    changed |= call(method, (MethodInsnNode) node);
                }
            }
        }
        return changed;
    }

    private static boolean isFence(MethodInsnNode call) {
        return call.name.endsWith("Fence")
                && call.desc.equals("()V")
                && (call.owner.equals(VAR_HANDLE) || UNSAFE.contains(call.owner));
    }

    private static void fence(MethodNode method, MethodInsnNode call) {
        if (RELEASE_FENCES.contains(call.name)) {
            method.instructions.insertBefore(call, Code.hook("AtomicHooks", "releaseFence", "()V"));
        }
        if (ACQUIRE_FENCES.contains(call.name)) {
            method.instructions.insert(call, Code.hook("AtomicHooks", "acquireFence", "()V"));
        }
    }

    private static boolean call(MethodNode method, MethodInsnNode call) {
        if (VAR_HANDLE.equals(call.owner)) {
            int mode = varHandleMode(call.name);
            if (mode != 0) {
                varHandle(method, call, mode);
            }
            return mode != 0;
        }
        boolean onObject = UNSAFE.contains(call.owner) && call.desc.startsWith("(Ljava/lang/Object;J");
        int mode = onObject ? unsafeMode(call.name) : 0;
        if (mode != 0) {
            unsafe(method, call, mode);
        }
        return mode != 0;
    }

    /** The mode of a VarHandle access; 0 for what is no access. */
    static int varHandleMode(String name) {
        return switch (name) {
            case "getVolatile", "getAcquire" -> AtomicHooks.ACQUIRE;
            case "setVolatile", "setRelease" -> AtomicHooks.RELEASE;
            case "get", "getOpaque" -> AtomicHooks.LOAD;
            case "set", "setOpaque" -> AtomicHooks.STORE;
            default -> readModifyWriteMode(name);
        };
    }

    /** The mode of an Unsafe access; 0 for plain and opaque ones and for what is no access. */
    static int unsafeMode(String name) {
        if (name.startsWith("putOrdered")) {
            return AtomicHooks.RELEASE;
        }
        if (name.startsWith("get") && !name.startsWith("getAnd")) {
            return name.endsWith("Volatile") || name.endsWith("Acquire")
                    ? AtomicHooks.ACQUIRE
                    : name.endsWith("Opaque") ? AtomicHooks.LOAD : 0;
        }
        if (name.startsWith("put")) {
            return name.endsWith("Volatile") || name.endsWith("Release")
                    ? AtomicHooks.RELEASE
                    : name.endsWith("Opaque") ? AtomicHooks.STORE : 0;
        }
        return readModifyWriteMode(name);
    }

    private static int readModifyWriteMode(String name) {
        boolean update =
                name.startsWith("compareAnd") || name.startsWith("weakCompareAnd") || name.startsWith("getAnd");
        if (!update || name.endsWith("Plain")) {
            return 0;
        }
        return name.endsWith("Acquire") ? AtomicHooks.ACQUIRE : name.endsWith("Release") ? AtomicHooks.RELEASE : BOTH;
    }

    private static void unsafe(MethodNode method, MethodInsnNode call, int mode) {
        InsnList before = new InsnList();
        Spill arguments = Spill.arguments(method, call.desc, before);
        before.add(arguments.load(0));
        before.add(arguments.load(1));
        before.add(Code.constant(mode));
        before.add(Code.hook("AtomicHooks", "before", "(Ljava/lang/Object;JI)V"));
        arguments.reload(before);
        method.instructions.insertBefore(call, before);

        InsnList after = new InsnList();
        @Nullable Integer done = done(method, call, arguments, after);
        after.add(arguments.load(0));
        after.add(arguments.load(1));
        after.add(Code.constant(mode));
        after.add(done == null ? Code.op(Opcodes.ICONST_1) : Code.load(Type.BOOLEAN_TYPE, done));
        after.add(Code.hook("AtomicHooks", "after", "(Ljava/lang/Object;JIZ)V"));
        method.instructions.insert(call, after);
    }

    private static void varHandle(MethodNode method, MethodInsnNode call, int mode) {
        int handle = Code.newLocal(method, HANDLE);
        InsnList before = new InsnList();
        Spill arguments = Spill.arguments(method, call.desc, before);
        before.add(Code.op(Opcodes.DUP));
        before.add(Code.store(HANDLE, handle));
        before.add(Code.load(HANDLE, handle));
        before.add(arguments.loadReferenceOrNull(0));
        before.add(arguments.loadIntOrZero(1));
        before.add(Code.constant(mode));
        String location = "(Ljava/lang/invoke/VarHandle;Ljava/lang/Object;II";
        before.add(Code.hook("AtomicHooks", "before", location + ")V"));
        arguments.reload(before);
        method.instructions.insertBefore(call, before);

        InsnList after = new InsnList();
        @Nullable Integer done = done(method, call, arguments, after);
        after.add(Code.load(HANDLE, handle));
        after.add(arguments.loadReferenceOrNull(0));
        after.add(arguments.loadIntOrZero(1));
        after.add(Code.constant(mode));
        after.add(done == null ? Code.op(Opcodes.ICONST_1) : Code.load(Type.BOOLEAN_TYPE, done));
        after.add(Code.hook("AtomicHooks", "after", location + "Z)V"));
        method.instructions.insert(call, after);
    }

    /** Keeps in a local whether a compare-and-set, or -exchange, wrote; null when the call does not tell. */
    static @Nullable Integer done(MethodNode method, MethodInsnNode call, Spill arguments, InsnList after) {
        if (call.desc.endsWith(")Z") && call.name.contains("ompareAndS")) {
            after.add(Code.op(Opcodes.DUP));
        } else if (!call.name.startsWith("compareAndExchange") || !exchanged(call, arguments, after)) {
            return null;
        }
        int done = Code.newLocal(method, Type.BOOLEAN_TYPE);
        after.add(Code.store(Type.BOOLEAN_TYPE, done));
        return done;
    }

    /** Leaves on the stack whether the value found is the one expected, which is the last argument but one. */
    private static boolean exchanged(MethodInsnNode call, Spill arguments, InsnList after) {
        Type[] types = Type.getArgumentTypes(call.desc);
        Type result = Type.getReturnType(call.desc);
        Type expected = types[types.length - 2];
        boolean reference = result.getSort() >= Type.ARRAY && expected.getSort() >= Type.ARRAY;
        if (!reference
                && (!result.equals(expected) || result.getSort() == Type.FLOAT || result.getSort() == Type.DOUBLE)) {
            return false;
        }
        String operand = reference ? "Ljava/lang/Object;" : result.getSize() == 2 ? "J" : "I";
        after.add(Code.op(result.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP));
        after.add(arguments.load(types.length - 2));
        after.add(Code.hook("AtomicHooks", "same", "(" + operand + operand + ")Z"));
        return true;
    }
}
