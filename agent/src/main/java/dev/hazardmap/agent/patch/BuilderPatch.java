package dev.hazardmap.agent.patch;

import dev.hazardmap.agent.site.Site;
import dev.hazardmap.agent.site.Sites;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * StringBuilder, at the application's call sites only: the JDK builds strings everywhere, and none of its builders is
 * shared. A method that makes its builders itself and never lets one out is left alone.
 */
public final class BuilderPatch implements Patch {
    private static final String HOOK = "(Ljava/lang/Object;I)V";
    private static final String BUILDER = "java/lang/StringBuilder";
    private static final Set<String> READS = Set.of(
            "length",
            "capacity",
            "charAt",
            "codePointAt",
            "indexOf",
            "lastIndexOf",
            "substring",
            "subSequence",
            "toString",
            "getChars",
            "compareTo",
            "chars",
            "isEmpty",
            "codePointBefore",
            "codePointCount",
            "codePoints",
            "offsetByCodePoints");

    private final Sites sites;

    public BuilderPatch(Sites sites) {
        this.sites = sites;
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            if (takesBuilderFromOutside(method)) {
                for (AbstractInsnNode node : Code.instructions(method)) {
                    changed |= call(type, method, node);
                }
            }
        }
        return changed;
    }

    /** Whether a builder comes in, or goes out, through a field, an array, an argument or a result. */
    private static boolean takesBuilderFromOutside(MethodNode method) {
        boolean calls = false;
        boolean outside = method.desc.contains(BUILDER);
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof MethodInsnNode) {
                MethodInsnNode call = (MethodInsnNode) node;
                calls |= isCall(call);
                outside |= call.getOpcode() == Opcodes.INVOKEINTERFACE && isCall(call);
                outside |= !call.owner.equals(BUILDER) && call.desc.contains(BUILDER);
            } else if (node instanceof org.objectweb.asm.tree.FieldInsnNode) {
                outside |= ((org.objectweb.asm.tree.FieldInsnNode) node).desc.contains(BUILDER);
            } else if (node instanceof org.objectweb.asm.tree.InvokeDynamicInsnNode) {
                outside |= ((org.objectweb.asm.tree.InvokeDynamicInsnNode) node).desc.contains(BUILDER);
            } else if (node.getOpcode() == Opcodes.CHECKCAST) {
                outside |= ((org.objectweb.asm.tree.TypeInsnNode) node).desc.equals(BUILDER);
            }
        }
        return calls && outside;
    }

    /** A call on a builder, or on what may be one: the hook looks. */
    private static boolean isCall(MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKEVIRTUAL && call.owner.equals(BUILDER)
                || call.getOpcode() == Opcodes.INVOKEINTERFACE
                        && (call.owner.equals("java/lang/CharSequence") || call.owner.equals("java/lang/Appendable"));
    }

    private boolean call(ClassNode type, MethodNode method, AbstractInsnNode node) {
        if (!(node instanceof MethodInsnNode) || !isCall((MethodInsnNode) node)) {
            return false;
        }
        MethodInsnNode call = (MethodInsnNode) node;
        InsnList before = new InsnList();
        Spill arguments = Spill.arguments(method, call.desc, before);
        int site = sites.number(type, method, call, new Site.Callee("java.lang.StringBuilder", call.name));
        before.add(Code.op(Opcodes.DUP));
        before.add(Code.constant(site));
        before.add(Code.hook("CollectionHooks", READS.contains(call.name) ? "builderRead" : "builderWrite", HOOK));
        if (call.desc.startsWith("(Ljava/lang/CharSequence;") || call.desc.startsWith("(Ljava/lang/Object;")) {
            before.add(arguments.load(0)); // append(otherBuilder) reads the other one
            before.add(Code.constant(site));
            before.add(Code.hook("CollectionHooks", "builderRead", HOOK));
        }
        arguments.reload(before);
        method.instructions.insertBefore(call, before);
        return true;
    }
}
