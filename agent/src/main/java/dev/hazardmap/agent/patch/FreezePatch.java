package dev.hazardmap.agent.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * Final fields (JLS 17.5): at a constructor's end the collections that the object's final fields hold are frozen, so
 * that a thread that gets at them through a racy reference may read what was written before.
 *
 * <p>A constructor that lets {@code this} out (stores it, passes it on, captures it) freezes nothing: the guarantee is
 * for references that are read after the constructor's end.
 */
public final class FreezePatch implements Patch {
    private static final Set<String> NEVER = Set.of(
            "Ljava/lang/String;",
            "Ljava/lang/Integer;",
            "Ljava/lang/Long;",
            "Ljava/lang/Class;",
            "Ljava/lang/Boolean;",
            "Ljava/lang/Double;",
            "Ljava/lang/Thread;");

    private final boolean parts;

    /** @param parts whether fields and array elements are watched, and not only collections */
    public FreezePatch(boolean parts) {
        this.parts = parts;
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        List<FieldNode> frozen = new ArrayList<>();
        for (FieldNode field : type.fields) {
            boolean instanceFinal = (field.access & (Opcodes.ACC_FINAL | Opcodes.ACC_STATIC)) == Opcodes.ACC_FINAL;
            if (instanceFinal
                    && (field.desc.startsWith("L") || parts && field.desc.startsWith("["))
                    && !NEVER.contains(field.desc)) {
                frozen.add(field);
            }
        }
        boolean changed = parts && hasFinals(type) && settle(type);
        for (MethodNode method : type.methods) {
            if (!frozen.isEmpty() && method.name.equals("<init>") && Code.hasCode(method) && !leaksThis(type, method)) {
                freeze(type, method, frozen);
                changed = true;
            }
        }
        return changed;
    }

    private static boolean hasFinals(ClassNode type) {
        for (FieldNode field : type.fields) {
            if ((field.access & (Opcodes.ACC_FINAL | Opcodes.ACC_STATIC)) == Opcodes.ACC_FINAL) {
                return true;
            }
        }
        return false;
    }

    /** The constructors that let {@code this} out say when they begin and end. */
    private static boolean settle(ClassNode type) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            if (method.name.equals("<init>") && Code.hasCode(method) && leaksThis(type, method)) {
                int begun = Code.newLocal(method, Type.LONG_TYPE);
                Code.addToFrames(method, begun, List.of(Opcodes.LONG));
                for (AbstractInsnNode node : Code.instructions(method)) {
                    if (Code.isReturn(node)) {
                        method.instructions.insertBefore(
                                node,
                                Code.list(
                                        new VarInsnNode(Opcodes.LLOAD, begun),
                                        Code.loadThis(),
                                        Code.hook("FieldHooks", "constructed", "(JLjava/lang/Object;)V")));
                    }
                }
                method.instructions.insert(Code.list(
                        Code.hook("FieldHooks", "constructing", "()J"), new VarInsnNode(Opcodes.LSTORE, begun)));
                changed = true;
            }
        }
        return changed;
    }

    private void freeze(ClassNode type, MethodNode method, List<FieldNode> frozen) {
        for (AbstractInsnNode node : Code.instructions(method)) {
            if (!Code.isReturn(node)) {
                continue;
            }
            InsnList code = new InsnList();
            for (FieldNode field : frozen) {
                code.add(Code.loadThis());
                code.add(new FieldInsnNode(Opcodes.GETFIELD, type.name, field.name, field.desc));
                code.add(Code.hook(parts ? "FieldHooks" : "CollectionHooks", "freeze", "(Ljava/lang/Object;)V"));
            }
            method.instructions.insertBefore(node, code);
        }
    }

    /** Whether a constructor of the class lets {@code this} out before it ends. */
    public static boolean leaksThis(ClassNode type) {
        for (MethodNode method : type.methods) {
            if (method.name.equals("<init>") && Code.hasCode(method) && leaksThis(type, method)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code this} is used for anything but its own fields and its own methods. */
    private static boolean leaksThis(ClassNode type, MethodNode method) {
        try {
            return ThisEscape.escapes(type, method);
        } catch (AnalyzerException unusualCode) {
            return true;
        }
    }
}
