package dev.hazardmap.agent.patch;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** {@code Lookup.defineHiddenClass}: the class is patched before it is defined. */
public final class HiddenClassPatch implements Patch {
    private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";

    public static boolean wants(String name) {
        return name.equals(LOOKUP);
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            if (method.name.startsWith("defineHiddenClass") && method.desc.startsWith("([B")) {
                method.instructions.insert(Code.list(
                        new VarInsnNode(Opcodes.ALOAD, 1),
                        new VarInsnNode(Opcodes.ALOAD, 0),
                        new MethodInsnNode(Opcodes.INVOKEVIRTUAL, LOOKUP, "lookupClass", "()Ljava/lang/Class;", false),
                        Code.hook("HiddenClasses", "patched", "([BLjava/lang/Class;)[B"),
                        new VarInsnNode(Opcodes.ASTORE, 1)));
                changed = true;
            }
        }
        return changed;
    }
}
