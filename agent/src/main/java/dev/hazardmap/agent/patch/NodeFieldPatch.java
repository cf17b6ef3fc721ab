package dev.hazardmap.agent.patch;

import dev.hazardmap.detector.NodeFields;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Gives classes whose objects synchronise a field for the detector's node: see {@link NodeFields}. */
public final class NodeFieldPatch implements Patch {
    private static final int ACCESS = Opcodes.ACC_PUBLIC | Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC;

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean isObject = (type.access & Opcodes.ACC_INTERFACE) == 0 && !"java/lang/Record".equals(type.superName);
        if (!isObject || !fields.canAddFields() || !synchronises(type)) {
            return false;
        }
        type.fields.add(new FieldNode(ACCESS, NodeFields.NODE, "Ljava/lang/Object;", null, null));
        return true;
    }

    private static boolean synchronises(ClassNode type) {
        for (FieldNode field : type.fields) {
            if ((field.access & (Opcodes.ACC_VOLATILE | Opcodes.ACC_STATIC)) == Opcodes.ACC_VOLATILE) {
                return true;
            }
        }
        for (MethodNode method : type.methods) {
            if ((method.access & (Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_STATIC)) == Opcodes.ACC_SYNCHRONIZED) {
                return true;
            }
        }
        return false;
    }
}
