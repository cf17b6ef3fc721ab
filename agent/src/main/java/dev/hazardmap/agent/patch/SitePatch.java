package dev.hazardmap.agent.patch;

import dev.hazardmap.agent.site.Sites;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The application's call sites into the JDK: the thread's state gets the site's number before the call and the number
 * from before the method after it. The state is fetched once a method and lives in a local of its own.
 */
public final class SitePatch implements Patch {
    private static final String STATE = Code.DETECTOR + "ThreadState";
    private static final Type STATE_TYPE = Type.getObjectType(STATE);

    private final Sites sites;

    public SitePatch(Sites sites) {
        this.sites = sites;
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            changed |= apply(type, method);
        }
        return changed;
    }

    private boolean apply(ClassNode type, MethodNode method) {
        List<MethodInsnNode> calls = new ArrayList<>();
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof MethodInsnNode && CallSites.isSite((MethodInsnNode) node)) {
                calls.add((MethodInsnNode) node);
            }
        }
        if (calls.isEmpty()) {
            return false;
        }
        int state = Code.newLocal(method, STATE_TYPE);
        int before = Code.newLocal(method, Type.INT_TYPE);
        Code.addToFrames(method, state, List.of(STATE, Opcodes.INTEGER));
        for (MethodInsnNode call : calls) {
            int site = sites.number(type, method, call);
            method.instructions.insertBefore(
                    call, Code.list(new VarInsnNode(Opcodes.ALOAD, state), Code.constant(site), putSite()));
            method.instructions.insert(call, restore(state, before));
        }
        for (LabelNode handler : handlers(method)) {
            AbstractInsnNode at = handler;
            while (at.getNext() instanceof FrameNode
                    || at.getNext() instanceof LineNumberNode
                    || at.getNext() instanceof LabelNode) {
                at = at.getNext();
            }
            method.instructions.insert(at, restore(state, before));
        }
        method.instructions.insert(Code.list(
                Code.hook("SiteHooks", "enter", "()L" + STATE + ";"),
                Code.op(Opcodes.DUP),
                new VarInsnNode(Opcodes.ASTORE, state),
                new FieldInsnNode(Opcodes.GETFIELD, STATE, "site", "I"),
                new VarInsnNode(Opcodes.ISTORE, before)));
        return true;
    }

    private static Set<LabelNode> handlers(MethodNode method) {
        Set<LabelNode> handlers = new HashSet<>();
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            handlers.add(block.handler);
        }
        return handlers;
    }

    private static InsnList restore(int state, int before) {
        return Code.list(new VarInsnNode(Opcodes.ALOAD, state), new VarInsnNode(Opcodes.ILOAD, before), putSite());
    }

    private static FieldInsnNode putSite() {
        return new FieldInsnNode(Opcodes.PUTFIELD, STATE, "site", "I");
    }
}
