package dev.hazardmap.agent.patch;

import dev.hazardmap.detector.SiteHooks;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/**
 * Class initialisation (JLS 12.4.2): the end of a static initialiser happens before any use of the class by another
 * thread. The VM orders that by a lock that nobody sees, so the end of the initialiser publishes, and the uses take:
 * static methods and constructors at their entry, static fields where they are read.
 */
public final class InitPatch implements Patch {
    private static final Map<String, Integer> NUMBERS = new ConcurrentHashMap<>();
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Set<String> WITH_INITIALISER = ConcurrentHashMap.newKeySet();

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean initialised = false;
        for (MethodNode method : type.methods) {
            initialised |= method.name.equals("<clinit>");
        }
        if (type.superName != null && !type.superName.startsWith("java/")) {
            SiteHooks.inherits(number(type.name), number(type.superName));
        }
        boolean changed = initialised;
        for (MethodNode method : type.methods) {
            if (initialised && method.name.equals("<clinit>")) {
                end(type, method);
            } else if (Code.hasCode(method)) {
                changed |= uses(type, method, initialised, fields);
            }
        }
        return changed;
    }

    private static void end(ClassNode type, MethodNode method) {
        int number = ownNumber(type.name);
        for (AbstractInsnNode node : Code.instructions(method)) {
            if (Code.isReturn(node)) {
                method.instructions.insertBefore(node, hook("initialized", number));
            }
        }
    }

    /** A second class of the same name, from another loader, gets a number of its own. */
    private static int ownNumber(String name) {
        int first = number(name);
        if (WITH_INITIALISER.add(name)) {
            return first;
        }
        int other = NEXT.incrementAndGet();
        SiteHooks.named(first, other);
        return other;
    }

    private static boolean uses(ClassNode type, MethodNode method, boolean initialised, FieldLookup fields) {
        boolean changed = false;
        for (AbstractInsnNode node : Code.instructions(method)) {
            if (node.getOpcode() == Opcodes.GETSTATIC && isReference(type, (FieldInsnNode) node)) {
                FieldInsnNode read = (FieldInsnNode) node;
                String owner = read.owner.equals(type.name) ? fields.declaring(read.owner, read.name) : read.owner;
                method.instructions.insert(node, hook("used", number(owner)));
                changed = true;
            }
        }
        boolean entry = (method.access & Opcodes.ACC_STATIC) != 0
                || method.name.equals("<init>")
                || readsOwnConstant(type, method);
        if (initialised && entry) {
            method.instructions.insert(hook("used", number(type.name)));
            changed = true;
        }
        return changed;
    }

    /** An instance method of an object that came without an edge: reading a static field checks for initialisation. */
    private static boolean readsOwnConstant(ClassNode type, MethodNode method) {
        for (AbstractInsnNode node : method.instructions) {
            if (node.getOpcode() == Opcodes.GETSTATIC) {
                FieldInsnNode read = (FieldInsnNode) node;
                boolean content =
                        read.desc.startsWith("L") && !read.desc.startsWith("Ljava/lang/") || read.desc.startsWith("[");
                if (content && read.owner.equals(type.name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The JDK's own classes are initialised by the JDK's own rules, and their collections are not watched. */
    private static boolean isReference(ClassNode type, FieldInsnNode access) {
        boolean reference = access.desc.startsWith("L") || access.desc.startsWith("[");
        return reference && !access.owner.startsWith("java/") && !declares(type, access);
    }

    private static boolean declares(ClassNode type, FieldInsnNode access) {
        if (access.owner.equals(type.name)) {
            for (FieldNode field : type.fields) {
                if (field.name.equals(access.name)) {
                    return true;
                }
            }
        }
        return false;
    }

    static int number(String owner) {
        Integer number = NUMBERS.get(owner);
        if (number == null) {
            number = NEXT.incrementAndGet();
            Integer before = NUMBERS.putIfAbsent(owner, number);
            number = before == null ? number : before;
        }
        return number;
    }

    private static InsnList hook(String hook, int number) {
        return Code.list(Code.constant(number), Code.hook("SiteHooks", hook, "(I)V"));
    }
}
