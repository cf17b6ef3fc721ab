package dev.hazardmap.agent.patch;

import dev.hazardmap.agent.site.Site;
import dev.hazardmap.agent.site.Sites;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Calls of the JDK's methods that access elements of the arrays that they are given: see {@link BulkRules}. */
public final class BulkPatch implements Patch {
    private static final String RANGE = "(Ljava/lang/Object;III)V";
    private static final String ALL = "(Ljava/lang/Object;I)V";

    private final Sites sites;

    public BulkPatch(Sites sites) {
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
        if (call.name.equals("clone") && call.owner.startsWith("[")) {
            method.instructions.insertBefore(
                    call,
                    Code.list(
                            Code.op(Opcodes.DUP),
                            Code.constant(site(type, method, call)),
                            Code.hook("ArrayHooks", "readAll", ALL)));
            return true;
        }
        String rule = BulkRules.of(call);
        if (rule == null) {
            return false;
        }
        int site = site(type, method, call);
        InsnList before = new InsnList();
        Spill arguments = Spill.arguments(method, call.desc, before);
        for (String step : rule.split(" ")) {
            if (step.charAt(0) == 'w') {
                after(method, call, arguments, step, site);
            } else {
                add(before, arguments, step, site, null);
            }
        }
        arguments.reload(before);
        method.instructions.insertBefore(call, before);
        return true;
    }

    private int site(ClassNode type, MethodNode method, MethodInsnNode call) {
        String owner = call.owner.startsWith("[") ? "java/lang/Object" : call.owner;
        return sites.number(type, method, call, new Site.Callee(owner.replace('/', '.'), call.name));
    }

    private static void after(MethodNode method, MethodInsnNode call, Spill arguments, String step, int site) {
        int result = Code.newLocal(method, Type.INT_TYPE);
        InsnList after = Code.list(Code.op(Opcodes.DUP), Code.store(Type.INT_TYPE, result));
        add(after, arguments, step, site, result);
        method.instructions.insert(call, after);
    }

    private static void add(InsnList code, Spill arguments, String step, int site, @Nullable Integer result) {
        char kind = step.charAt(0);
        if (kind == 'X') {
            add(code, arguments, "R" + step.substring(1), site, result);
            add(code, arguments, "W" + step.substring(1), site, result);
            return;
        }
        boolean all = step.length() == 2;
        code.add(arguments.load(step.charAt(1) - '0'));
        if (!all) {
            range(code, arguments, step, result);
        }
        code.add(Code.constant(site));
        String hook = (kind == 'R' ? "read" : "write") + (all ? "All" : "Range");
        code.add(Code.hook("ArrayHooks", hook, all ? ALL : RANGE));
    }

    /** Leaves the first index and the count on the stack. */
    private static void range(InsnList code, Spill arguments, String step, @Nullable Integer result) {
        char from = step.charAt(3);
        char to = step.charAt(5);
        code.add(value(arguments, from, result));
        if (to == 'd') {
            code.add(arguments.load(1));
            code.add(arguments.load(0));
            code.add(new InsnNode(Opcodes.ISUB));
            return;
        }
        code.add(value(arguments, to, result));
        if (step.charAt(4) == '-') {
            code.add(value(arguments, from, result));
            code.add(new InsnNode(Opcodes.ISUB));
        }
    }

    private static AbstractInsnNode value(Spill arguments, char name, @Nullable Integer result) {
        if (name == 'z') {
            return Code.op(Opcodes.ICONST_0);
        }
        return name == 'r' && result != null ? Code.load(Type.INT_TYPE, result) : arguments.load(name - '0');
    }
}
