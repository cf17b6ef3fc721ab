package dev.hazardmap.agent.patch;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Collections captured by lambdas: a lambda keeps what it captured in final fields, so its body may read what was
 * written before the capture, however the lambda came to the thread (JLS 17.5). Only the body may: the capture freezes
 * nothing for those who have the collection from elsewhere.
 */
public final class CapturePatch implements Patch {
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final String HOOK = "(Ljava/lang/Object;)V";

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        Map<String, Integer> bodies = new HashMap<>();
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode node : Code.instructions(method)) {
                if (node instanceof InvokeDynamicInsnNode && capturesCollection((InvokeDynamicInsnNode) node)) {
                    captured(type, method, (InvokeDynamicInsnNode) node, bodies);
                }
            }
        }
        for (MethodNode method : type.methods) {
            Integer count = bodies.get(method.name + method.desc);
            if (count != null && Code.hasCode(method)) {
                body(method, count);
            }
        }
        return !bodies.isEmpty();
    }

    private static boolean capturesCollection(InvokeDynamicInsnNode lambda) {
        if (!lambda.bsm.getOwner().equals(METAFACTORY)) {
            return false;
        }
        for (Type argument : Type.getArgumentTypes(lambda.desc)) {
            if (isCollection(argument)) {
                return true;
            }
        }
        return false;
    }

    private static void captured(
            ClassNode type, MethodNode method, InvokeDynamicInsnNode lambda, Map<String, Integer> bodies) {
        Handle body = (Handle) lambda.bsmArgs[1];
        if (!body.getOwner().equals(type.name) || !body.getName().startsWith("lambda$")) {
            return;
        }
        Type[] types = Type.getArgumentTypes(lambda.desc);
        InsnList before = new InsnList();
        Spill arguments = Spill.arguments(method, lambda.desc, before);
        for (int i = 0; i < types.length; i++) {
            if (isCollection(types[i])) {
                before.add(arguments.load(i));
                before.add(Code.hook("CollectionHooks", "captured", HOOK));
            }
        }
        arguments.reload(before);
        method.instructions.insertBefore(lambda, before);
        boolean instance = body.getTag() != Opcodes.H_INVOKESTATIC;
        bodies.put(body.getName() + body.getDesc(), types.length - (instance ? 1 : 0));
    }

    /** The captured values are the body's first parameters. */
    private static void body(MethodNode method, int count) {
        Type[] types = Type.getArgumentTypes(method.desc);
        int local = (method.access & Opcodes.ACC_STATIC) != 0 ? 0 : 1;
        InsnList entry = new InsnList();
        for (int i = 0; i < Math.min(count, types.length); i++) {
            if (isCollection(types[i])) {
                entry.add(Code.load(types[i], local));
                entry.add(Code.hook("CollectionHooks", "reachedByCapture", HOOK));
            }
            local += types[i].getSize();
        }
        method.instructions.insert(entry);
    }

    private static boolean isCollection(Type type) {
        return type.getSort() == Type.OBJECT && type.getInternalName().startsWith("java/util/");
    }
}
