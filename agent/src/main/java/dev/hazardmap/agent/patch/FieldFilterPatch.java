package dev.hazardmap.agent.patch;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Reflection leaves out the fields that {@link FieldPatch} added. */
public final class FieldFilterPatch implements Patch {
    private static final String REFLECTION = "jdk/internal/reflect/Reflection";
    private static final String FIELDS = "[Ljava/lang/reflect/Field;";

    public static boolean wants(String name) {
        return name.equals(REFLECTION);
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        for (MethodNode method : type.methods) {
            if (method.name.equals("filterFields")
                    && method.desc.equals("(Ljava/lang/Class;" + FIELDS + ")" + FIELDS)) {
                method.instructions.insert(Code.list(
                        new VarInsnNode(Opcodes.ALOAD, 1),
                        Code.hook("FieldFilter", "visible", "(" + FIELDS + ")" + FIELDS),
                        new VarInsnNode(Opcodes.ASTORE, 1)));
                return true;
            }
        }
        return false;
    }
}
