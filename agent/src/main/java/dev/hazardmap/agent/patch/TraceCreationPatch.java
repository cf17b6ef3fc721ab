package dev.hazardmap.agent.patch;

import dev.hazardmap.agent.site.Sites;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Where the application makes maps and locks: a trace's lanes are named by the fields and variables that get them. */
public final class TraceCreationPatch implements Patch {
    private static final String RECORDER = "dev/hazardmap/trace/recorder/";
    private static final Set<String> LOCKS = Set.of(
            "java/lang/Object",
            "java/util/concurrent/Semaphore",
            "java/util/concurrent/CountDownLatch",
            "java/util/concurrent/locks/ReentrantLock",
            "java/util/concurrent/locks/ReentrantReadWriteLock",
            "java/util/concurrent/locks/StampedLock");

    private final Sites sites;

    public TraceCreationPatch(Sites sites) {
        this.sites = sites;
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        boolean changed = false;
        for (MethodNode method : type.methods) {
            Deque<String> made = new ArrayDeque<>();
            for (AbstractInsnNode node : Code.instructions(method)) {
                if (node.getOpcode() == Opcodes.NEW) {
                    boolean kept = node.getNext() != null && node.getNext().getOpcode() == Opcodes.DUP;
                    made.push((kept ? "" : "!") + ((TypeInsnNode) node).desc);
                } else if (node.getOpcode() == Opcodes.INVOKESPECIAL && ((MethodInsnNode) node).name.equals("<init>")) {
                    MethodInsnNode call = (MethodInsnNode) node;
                    boolean isNew = made.remove(call.owner);
                    if (!isNew) {
                        made.remove("!" + call.owner);
                    }
                    changed |= isNew && made(type, method, call);
                }
            }
        }
        return changed;
    }

    private boolean made(ClassNode type, MethodNode method, MethodInsnNode call) {
        boolean map = TraceMapPatch.isMap(call.owner);
        String label = map || LOCKS.contains(call.owner) ? CreationPatch.label(method, call) : null;
        boolean inField = label != null && label.indexOf('.') > 0;
        if (!map && !inField) {
            return false;
        }
        InsnList code = Code.list(Code.op(Opcodes.DUP), name(label));
        code.add(new LdcInsnNode(sites.number(type, method, call, label) & 0xFFFFFF));
        code.add(Code.hook(
                RECORDER + (map ? "MapHooks" : "LockHooks"), "made", "(Ljava/lang/Object;Ljava/lang/String;I)V"));
        method.instructions.insert(call, code);
        return true;
    }

    private static AbstractInsnNode name(@Nullable String label) {
        return label == null ? new InsnNode(Opcodes.ACONST_NULL) : new LdcInsnNode(label);
    }
}
