package dev.hazardmap.agent.patch;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The JVM's last steps: {@code java.lang.Shutdown.halt}, which ends every exit but the quiet one after main, and
 * {@code shutdown}, which is that one. There the report is finished and the exit code becomes the one for races.
 */
public final class ExitPatch implements Patch {
    private static final String SHUTDOWN = "java/lang/Shutdown";

    public static boolean wants(String internalName) {
        return SHUTDOWN.equals(internalName);
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            if (method.name.equals("halt") && method.desc.equals("(I)V")) {
                method.instructions.insert(Code.list(
                        new VarInsnNode(Opcodes.ILOAD, 0),
                        Code.hook("ExitHooks", "exitCode", "(I)I"),
                        new VarInsnNode(Opcodes.ISTORE, 0)));
                changed = true;
            } else if (method.name.equals("shutdown") && method.desc.equals("()V")) {
                for (AbstractInsnNode node : Code.instructions(method)) {
                    if (Code.isReturn(node)) {
                        method.instructions.insertBefore(node, Code.hook("ExitHooks", "ended", "()V"));
                    }
                }
                changed = true;
            }
        }
        return changed;
    }
}
