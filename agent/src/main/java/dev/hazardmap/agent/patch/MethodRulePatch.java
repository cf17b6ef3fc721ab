package dev.hazardmap.agent.patch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Carries out {@link JdkRules}: hooks at the entry and at the returns of the JDK's own methods. */
public final class MethodRulePatch implements Patch {

    private final boolean strict;

    /** With {@code strict}, also the rules for intents that found nothing to do. */
    public MethodRulePatch(boolean strict) {
        this.strict = strict;
    }

    /** Whether there is a rule for the class. */
    public static boolean wants(String internalName) {
        return !JdkRules.of(internalName).isEmpty();
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        List<MethodRule> rules = new ArrayList<>(JdkRules.of(type.name));
        if (strict) {
            rules.addAll(StrictRules.of(type.name));
        }
        for (MethodNode method : type.methods) {
            for (MethodRule rule : rules) {
                if (rule.matches(method.name, method.desc) && Code.hasCode(method)) {
                    changed |= apply(type, method, rule);
                }
            }
        }
        return changed;
    }

    private static boolean apply(ClassNode type, MethodNode method, MethodRule rule) {
        if (rule.at() == MethodRule.At.ENTRY) {
            InsnList code = call(type, method, rule, -1);
            if (code != null) {
                method.instructions.insert(code);
            }
            return code != null;
        }
        boolean changed = false;
        for (AbstractInsnNode node : Code.instructions(method)) {
            if (Code.isReturn(node)) {
                changed |= beforeReturn(type, method, rule, node);
            }
        }
        return changed;
    }

    private static boolean beforeReturn(ClassNode type, MethodNode method, MethodRule rule, AbstractInsnNode node) {
        Type result = Type.getReturnType(method.desc);
        InsnList code = new InsnList();
        int local = -1;
        if (result.getSort() != Type.VOID) {
            local = Code.newLocal(method, result);
            code.add(Code.op(result.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP));
            code.add(Code.store(result, local));
        }
        InsnList call = call(type, method, rule, local);
        if (call == null) {
            return false;
        }
        if (rule.at() == MethodRule.At.RETURN_TRUE) {
            guard(method, result, local, rule, call);
        }
        code.add(call);
        method.instructions.insertBefore(node, code);
        return true;
    }

    /** The hook itself decides, without a jump (which would need a frame): it gets whether the result is not 0. */
    private static void guard(MethodNode method, Type result, int local, MethodRule rule, InsnList call) {
        InsnList test = new InsnList();
        test.add(Code.load(result, local));
        if (result.getSort() == Type.LONG) {
            test.add(Code.op(Opcodes.LCONST_0));
            test.add(Code.op(Opcodes.LCMP));
        }
        MethodInsnNode hook = (MethodInsnNode) call.getLast();
        call.insertBefore(hook, test);
        hook.desc = hook.desc.replace(")V", "I)V");
    }

    /** The arguments and the hook; null when this JDK's class lacks a field that is asked for. */
    private static @Nullable InsnList call(ClassNode type, MethodNode method, MethodRule rule, int result) {
        InsnList code = new InsnList();
        StringBuilder descriptor = new StringBuilder("(");
        for (String argument : rule.arguments()) {
            String loaded = load(type, method, argument, result, code);
            if (loaded == null) {
                return null;
            }
            descriptor.append(loaded);
        }
        code.add(Code.hook(rule.hookType(), rule.hook(), descriptor + ")V"));
        return code;
    }

    /** Loads one argument; gives back the descriptor that the hook has for it. */
    private static @Nullable String load(
            ClassNode type, MethodNode method, String argument, int result, InsnList code) {
        if (argument.startsWith("#")) {
            code.add(Code.constant(Integer.parseInt(argument.substring(1))));
            return "I";
        }
        if (argument.startsWith(".")) {
            FieldNode field = field(type, argument.substring(1));
            if (field == null) {
                return null;
            }
            code.add(Code.loadThis());
            code.add(new FieldInsnNode(Opcodes.GETFIELD, type.name, field.name, field.desc));
            return descriptor(Type.getType(field.desc));
        }
        if (argument.startsWith("arg")) {
            int index = Integer.parseInt(argument.substring(3)) - 1;
            Type[] types = Type.getArgumentTypes(method.desc);
            int local = (method.access & Opcodes.ACC_STATIC) != 0 ? 0 : 1;
            for (int i = 0; i < index; i++) {
                local += types[i].getSize();
            }
            code.add(Code.load(types[index], local));
            return descriptor(types[index]);
        }
        return switch (argument) {
            case "this" -> {
                code.add(Code.loadThis());
                yield isThread(type) ? "Ljava/lang/Thread;" : "Ljava/lang/Object;";
            }
            case "current" -> {
                code.add(new MethodInsnNode(
                        Opcodes.INVOKESTATIC, "java/lang/Thread", "currentThread", "()Ljava/lang/Thread;", false));
                yield "Ljava/lang/Thread;";
            }
            case "result" -> {
                Type returned = Type.getReturnType(method.desc);
                code.add(Code.load(returned, result));
                yield descriptor(returned);
            }
            default -> throw new IllegalArgumentException("no such argument in a rule: " + argument);
        };
    }

    private static String descriptor(Type type) {
        return type.getSort() >= Type.ARRAY ? "Ljava/lang/Object;" : type.getDescriptor();
    }

    private static boolean isThread(ClassNode type) {
        return type.name.equals("java/lang/Thread") || type.name.equals("java/lang/VirtualThread");
    }

    private static @Nullable FieldNode field(ClassNode type, String name) {
        for (FieldNode field : type.fields) {
            if (field.name.equals(name)) {
                return field;
            }
        }
        return null;
    }
}
