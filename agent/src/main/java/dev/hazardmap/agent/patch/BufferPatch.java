package dev.hazardmap.agent.patch;

import dev.hazardmap.agent.site.Site;
import dev.hazardmap.agent.site.Sites;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Calls of {@code ByteBuffer.get...} and {@code put...}: the buffer may wrap an array. */
public final class BufferPatch implements Patch {
    private static final String BUFFER = "java/nio/ByteBuffer";

    private final Sites sites;

    public BufferPatch(Sites sites) {
        this.sites = sites;
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode node : Code.instructions(method)) {
                if (node.getOpcode() == Opcodes.INVOKEVIRTUAL && isAccess((MethodInsnNode) node)) {
                    access(type, method, (MethodInsnNode) node);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private static boolean isAccess(MethodInsnNode call) {
        boolean named = call.owner.equals(BUFFER) && (call.name.startsWith("get") || call.name.startsWith("put"));
        return named && !call.desc.contains("Ljava/nio/ByteBuffer;)") && !call.desc.contains("Ljava/lang/String;");
    }

    private void access(ClassNode type, MethodNode method, MethodInsnNode call) {
        int site = sites.number(type, method, call, new Site.Callee("java.nio.ByteBuffer", call.name));
        InsnList before = new InsnList();
        Spill arguments = Spill.arguments(method, call.desc, before);
        before.add(Code.op(Opcodes.DUP));
        before.add(hasIndex(call) ? arguments.load(0) : Code.op(Opcodes.ICONST_M1));
        width(before, arguments, call);
        before.add(Code.op(call.name.startsWith("put") ? Opcodes.ICONST_1 : Opcodes.ICONST_0));
        before.add(Code.constant(site));
        before.add(Code.hook("BufferHooks", "access", "(L" + BUFFER + ";IIZI)V"));
        arguments.reload(before);
        method.instructions.insertBefore(call, before);
    }

    /** {@code get(int)} and {@code putInt(int, int)} have an index, {@code putInt(int)} has not. */
    private static boolean hasIndex(MethodInsnNode call) {
        Type[] types = Type.getArgumentTypes(call.desc);
        boolean get = call.name.startsWith("get");
        return types.length >= (get ? 1 : 2) && types[0] == Type.INT_TYPE;
    }

    private static void width(InsnList code, Spill arguments, MethodInsnNode call) {
        Type[] types = Type.getArgumentTypes(call.desc);
        for (int i = 0; i < types.length; i++) {
            if (types[i].getSort() == Type.ARRAY) {
                boolean part = i + 2 < types.length;
                code.add(part ? arguments.load(i + 2) : arguments.load(i));
                if (!part) {
                    code.add(new InsnNode(Opcodes.ARRAYLENGTH));
                }
                return;
            }
        }
        code.add(Code.constant(bytes(call.name)));
    }

    private static int bytes(String name) {
        return switch (name.substring(3)) {
            case "Long", "Double" -> Long.BYTES;
            case "Int", "Float" -> Integer.BYTES;
            case "Short", "Char" -> Short.BYTES;
            default -> 1;
        };
    }
}
