package dev.hazardmap.agent.patch;

import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * For {@code --ignore-print-sync}: printing makes no edge. Not the lock of the stream alone: below it lie writers and
 * streams with locks of their own, so the methods that pass text on to them are silent as a whole. Not silent is what
 * makes the text, {@code toString} of the objects that are printed.
 */
public final class PrintPatch implements Patch {
    private static final Set<String> TYPES = Set.of("java/io/PrintStream", "java/io/PrintWriter");
    private static final Set<String> PASS_ON = Set.of(
            "write",
            "writeln",
            "newLine",
            "flush",
            "writeBytes",
            "implWrite",
            "implWriteln",
            "implNewLine",
            "implFlush");
    /** JDK 21 to 24 lock with this in place of the monitor. */
    private static final String INTERNAL_LOCK = "jdk/internal/misc/InternalLock";

    /** Whether the class prints. */
    public static boolean wants(String internalName) {
        return TYPES.contains(internalName);
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode node : Code.instructions(method)) {
                if (node instanceof MethodInsnNode && ((MethodInsnNode) node).owner.equals(INTERNAL_LOCK)) {
                    method.instructions.insertBefore(node, Code.hook("SyncHooks", "quiet", "()V"));
                    method.instructions.insert(node, Code.hook("SyncHooks", "loud", "()V"));
                }
            }
            if (PASS_ON.contains(method.name) && Code.hasCode(method)) {
                QuietPatch.silence(type, method);
            }
        }
        return true;
    }
}
