package dev.hazardmap.agent.patch;

import dev.hazardmap.agent.site.Sites;
import dev.hazardmap.detector.AtomicHooks;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Accesses to fields and elements that are not written as such: VarHandle, MethodHandle, reflection, Unsafe, and
 * {@code Object.clone}, which reads all fields. The edges that some of them make are {@link AtomicPatch}'s, which comes
 * later and puts its hooks closer to the call.
 */
public final class HandlePatch implements Patch {
    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
    private static final String METHOD_HANDLE = "java/lang/invoke/MethodHandle";
    private static final String FIELD = "java/lang/reflect/Field";
    private static final String OBJECT = "Ljava/lang/Object;";

    private final Sites sites;

    public HandlePatch(Sites sites) {
        this.sites = sites;
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode node : Code.instructions(method)) {
                if (node instanceof MethodInsnNode) {
                    changed |= call(type, method, (MethodInsnNode) node);
                }
            }
        }
        return changed;
    }

    private boolean call(ClassNode type, MethodNode method, MethodInsnNode call) {
        switch (call.owner) {
            case VAR_HANDLE -> {
                return varHandle(type, method, call);
            }
            case METHOD_HANDLE -> {
                return call.name.startsWith("invoke")
                        && !call.name.equals("invokeWithArguments")
                        && methodHandle(type, method, call);
            }
            case FIELD -> {
                return reflection(type, method, call);
            }
            case "java/lang/reflect/Array" -> {
                return element(type, method, call);
            }
            case "sun/misc/Unsafe" -> {
                return call.desc.startsWith("(" + OBJECT + "J") && unsafe(type, method, call);
            }
            default -> {
                boolean clone = call.getOpcode() == Opcodes.INVOKESPECIAL
                        && call.name.equals("clone")
                        && call.desc.startsWith("()")
                        && call.owner.startsWith("java/");
                return clone && cloned(type, method, call);
            }
        }
    }

    // ---- VarHandle

    private boolean varHandle(ClassNode type, MethodNode method, MethodInsnNode call) {
        int mode = AtomicPatch.varHandleMode(call.name);
        boolean plain = call.name.equals("get") || call.name.equals("set");
        if (mode == 0 && !isPlainUpdate(call.name)) {
            return false;
        }
        int site = sites.number(type, method, call);
        int handle = Code.newLocal(method, Type.getObjectType(VAR_HANDLE));
        InsnList before = new InsnList();
        Spill arguments = Spill.arguments(method, call.desc, before);
        before.add(Code.op(Opcodes.DUP));
        before.add(Code.store(Type.getObjectType(VAR_HANDLE), handle));
        if (plain) {
            handle(before, handle, arguments);
            before.add(flag(call.name.equals("set")));
            before.add(Code.constant(site));
            before.add(Code.hook("HandleHooks", "plain", "(L" + VAR_HANDLE + ";" + OBJECT + "IZI)V"));
        }
        arguments.reload(before);
        method.instructions.insertBefore(call, before);
        if (!plain) {
            InsnList after = new InsnList();
            Integer done = AtomicPatch.done(method, call, arguments, after);
            handle(after, handle, arguments);
            after.add(writes(call.name, done));
            after.add(flag((mode & AtomicHooks.RELEASE) != 0));
            after.add(Code.constant(site));
            after.add(Code.hook("HandleHooks", "atomic", "(L" + VAR_HANDLE + ";" + OBJECT + "IZZI)V"));
            method.instructions.insert(call, after);
        }
        return true;
    }

    private static void handle(InsnList code, int handle, Spill arguments) {
        code.add(Code.load(Type.getObjectType(VAR_HANDLE), handle));
        code.add(arguments.loadReferenceOrNull(0));
        code.add(arguments.loadIntOrZero(1));
    }

    private static boolean isPlainUpdate(String name) {
        return name.endsWith("Plain");
    }

    /** Whether an atomic access wrote: always, never, or when the compare-and-set was done. */
    private static AbstractInsnNode writes(String name, @Nullable Integer done) {
        if (done != null) {
            return Code.load(Type.BOOLEAN_TYPE, done);
        }
        return flag(!name.startsWith("get") || name.startsWith("getAnd"));
    }

    private static AbstractInsnNode flag(boolean value) {
        return Code.op(value ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
    }

    // ---- MethodHandle

    private boolean methodHandle(ClassNode type, MethodNode method, MethodInsnNode call) {
        Type[] types = Type.getArgumentTypes(call.desc);
        if (types.length > 2) {
            return false; // a getter or setter has an object and a value at most
        }
        int site = sites.number(type, method, call);
        Type handleType = Type.getObjectType(METHOD_HANDLE);
        int handle = Code.newLocal(method, handleType);
        InsnList before = new InsnList();
        Spill arguments = Spill.arguments(method, call.desc, before);
        before.add(Code.op(Opcodes.DUP));
        before.add(Code.store(handleType, handle));
        before.add(Code.load(handleType, handle));
        before.add(arguments.loadReferenceOrNull(0));
        before.add(Code.constant(site));
        before.add(Code.hook("HandleHooks", "beforeInvoke", "(L" + METHOD_HANDLE + ";" + OBJECT + "I)V"));
        arguments.reload(before);
        method.instructions.insertBefore(call, before);
        method.instructions.insert(
                call,
                Code.list(
                        Code.load(handleType, handle),
                        arguments.loadReferenceOrNull(0),
                        Code.hook("HandleHooks", "afterInvoke", "(L" + METHOD_HANDLE + ";" + OBJECT + ")V")));
        return true;
    }

    // ---- reflection

    private boolean reflection(ClassNode type, MethodNode method, MethodInsnNode call) {
        boolean get = call.name.startsWith("get") && call.desc.startsWith("(" + OBJECT + ")");
        boolean set = call.name.startsWith("set") && call.desc.startsWith("(" + OBJECT) && call.desc.endsWith(")V");
        if (!get && !set || call.name.endsWith("Accessible")) {
            return false;
        }
        int site = sites.number(type, method, call);
        Type fieldType = Type.getObjectType(FIELD);
        int field = Code.newLocal(method, fieldType);
        InsnList before = new InsnList();
        Spill arguments = Spill.arguments(method, call.desc, before);
        before.add(Code.op(Opcodes.DUP));
        before.add(Code.store(fieldType, field));
        before.add(Code.load(fieldType, field));
        before.add(arguments.load(0));
        before.add(flag(set));
        before.add(Code.constant(site));
        before.add(Code.hook("HandleHooks", "beforeField", "(L" + FIELD + ";" + OBJECT + "ZI)V"));
        arguments.reload(before);
        method.instructions.insertBefore(call, before);
        if (get) {
            method.instructions.insert(
                    call,
                    Code.list(
                            Code.load(fieldType, field),
                            arguments.load(0),
                            Code.hook("HandleHooks", "afterField", "(L" + FIELD + ";" + OBJECT + ")V")));
        }
        return true;
    }

    private boolean element(ClassNode type, MethodNode method, MethodInsnNode call) {
        if (!call.desc.startsWith("(" + OBJECT + "I")) {
            return false;
        }
        InsnList before = new InsnList();
        Spill arguments = Spill.arguments(method, call.desc, before);
        before.add(arguments.load(0));
        before.add(arguments.load(1));
        before.add(flag(call.name.startsWith("set")));
        before.add(Code.constant(sites.number(type, method, call)));
        before.add(Code.hook("HandleHooks", "element", "(" + OBJECT + "IZI)V"));
        arguments.reload(before);
        method.instructions.insertBefore(call, before);
        return true;
    }

    // ---- Unsafe

    private boolean unsafe(ClassNode type, MethodNode method, MethodInsnNode call) {
        boolean update = call.name.startsWith("compareAndSwap") || call.name.startsWith("getAnd");
        boolean get = call.name.startsWith("get") && !update;
        boolean put = call.name.startsWith("put");
        if (!update && !get && !put) {
            return false;
        }
        boolean atomic = update || call.name.endsWith("Volatile") || call.name.startsWith("putOrdered");
        int mode = AtomicPatch.unsafeMode(call.name);
        int site = sites.number(type, method, call);
        InsnList before = new InsnList();
        Spill arguments = Spill.arguments(method, call.desc, before);
        if (!atomic) {
            location(before, arguments, call);
            before.add(flag(put));
            before.add(Code.constant(site));
            before.add(Code.hook("HandleHooks", "plainUnsafe", "(" + OBJECT + "JIZI)V"));
        }
        arguments.reload(before);
        method.instructions.insertBefore(call, before);
        if (atomic) {
            InsnList after = new InsnList();
            Integer done = call.name.startsWith("compareAndSwap") ? Code.newLocal(method, Type.BOOLEAN_TYPE) : null;
            if (done != null) {
                after.add(Code.op(Opcodes.DUP));
                after.add(Code.store(Type.BOOLEAN_TYPE, done));
            }
            location(after, arguments, call);
            after.add(done != null ? Code.load(Type.BOOLEAN_TYPE, done) : flag(!get));
            after.add(flag((mode & AtomicHooks.RELEASE) != 0));
            after.add(Code.constant(site));
            after.add(Code.hook("HandleHooks", "atomicUnsafe", "(" + OBJECT + "JIZZI)V"));
            method.instructions.insert(call, after);
        }
        return true;
    }

    private static void location(InsnList code, Spill arguments, MethodInsnNode call) {
        code.add(arguments.load(0));
        code.add(arguments.load(1));
        code.add(Code.constant(width(call.name)));
    }

    /** The bytes of an access, by the type in the method's name. */
    private static int width(String name) {
        return name.contains("Long") || name.contains("Double")
                ? Long.BYTES
                : name.contains("Short") || name.contains("Char")
                        ? Short.BYTES
                        : name.contains("Byte") || name.contains("Boolean") ? 1 : Integer.BYTES;
    }

    // ---- clone

    private boolean cloned(ClassNode type, MethodNode method, MethodInsnNode call) {
        method.instructions.insertBefore(
                call,
                Code.list(
                        Code.op(Opcodes.DUP),
                        Code.constant(sites.number(type, method, call)),
                        Code.hook("FieldHooks", "cloning", "(" + OBJECT + "I)V")));
        method.instructions.insert(
                call, Code.list(Code.op(Opcodes.DUP), Code.hook("FieldHooks", "cloned", "(" + OBJECT + ")V")));
        return true;
    }
}
