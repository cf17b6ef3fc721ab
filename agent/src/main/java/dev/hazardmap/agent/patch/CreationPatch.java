package dev.hazardmap.agent.patch;

import dev.hazardmap.agent.site.Sites;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Where the application makes collections: the report's "created at", and the name of the field or variable that gets
 * the new collection.
 */
public final class CreationPatch implements Patch {
    private static final Set<String> COLLECTIONS = Set.of(
            "java/util/HashMap",
            "java/util/LinkedHashMap",
            "java/util/TreeMap",
            "java/util/WeakHashMap",
            "java/util/IdentityHashMap",
            "java/util/EnumMap",
            "java/util/HashSet",
            "java/util/LinkedHashSet",
            "java/util/TreeSet",
            "java/util/ArrayList",
            "java/util/LinkedList",
            "java/util/ArrayDeque",
            "java/util/PriorityQueue",
            "java/util/BitSet",
            "java/util/Hashtable");

    /** Made to be locked: a report names the field that they are in. */
    private static final Set<String> LOCKS = Set.of(
            "java/lang/Object",
            "java/util/concurrent/locks/ReentrantLock",
            "java/util/concurrent/locks/ReentrantReadWriteLock",
            "java/util/concurrent/locks/StampedLock");

    /** Marks a new object of which no copy stays on the stack: there is nothing to tell of. */
    private static final String DROPPED = "!";

    private final Sites sites;

    public CreationPatch(Sites sites) {
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
        boolean changed = false;
        Deque<String> pending = new ArrayDeque<>();
        for (AbstractInsnNode node : Code.instructions(method)) {
            if (node.getOpcode() == Opcodes.NEW) {
                boolean kept = node.getNext() != null && node.getNext().getOpcode() == Opcodes.DUP;
                pending.push((kept ? "" : DROPPED) + ((TypeInsnNode) node).desc);
            } else if (node.getOpcode() == Opcodes.INVOKESPECIAL && ((MethodInsnNode) node).name.equals("<init>")) {
                MethodInsnNode call = (MethodInsnNode) node;
                boolean made = pending.remove(call.owner);
                if (!made && pending.remove(DROPPED + call.owner)) {
                    continue; // made and thrown away
                }
                if (COLLECTIONS.contains(call.owner)) {
                    made(type, method, call, made);
                    changed = true;
                } else if (made && LOCKS.contains(call.owner)) {
                    changed |= lockMade(method, call);
                }
            }
        }
        return changed;
    }

    /** After {@code new X()} the object is on the stack; after {@code super()} of a subclass it is {@code this}. */
    private void made(ClassNode type, MethodNode method, MethodInsnNode call, boolean isNew) {
        int site = sites.number(type, method, call, isNew ? label(method, call) : null);
        InsnList code = new InsnList();
        code.add(isNew ? Code.op(Opcodes.DUP) : Code.loadThis());
        code.add(Code.constant(site));
        code.add(Code.hook("CollectionHooks", "created", "(Ljava/lang/Object;I)V"));
        method.instructions.insert(call, code);
    }

    private static boolean lockMade(MethodNode method, MethodInsnNode call) {
        String label = label(method, call);
        boolean inField = label != null && label.indexOf('.') > 0;
        if (inField) {
            method.instructions.insert(
                    call,
                    Code.list(
                            Code.op(Opcodes.DUP),
                            new LdcInsnNode(label),
                            Code.hook("SyncHooks", "named", "(Ljava/lang/Object;Ljava/lang/String;)V")));
        }
        return inField;
    }

    /** The name of what the new object is stored into, looking through casts and wrapping calls. */
    static @Nullable String label(MethodNode method, AbstractInsnNode made) {
        AbstractInsnNode at = Code.next(made);
        while (at != null
                && (at.getOpcode() == Opcodes.CHECKCAST
                        || at.getOpcode() == Opcodes.INVOKESTATIC
                                && ((MethodInsnNode) at).owner.equals("java/util/Collections"))) {
            at = Code.next(at);
        }
        if (at instanceof FieldInsnNode
                && (at.getOpcode() == Opcodes.PUTFIELD || at.getOpcode() == Opcodes.PUTSTATIC)) {
            FieldInsnNode field = (FieldInsnNode) at;
            return simple(field.owner) + "." + field.name;
        }
        return at instanceof VarInsnNode && at.getOpcode() == Opcodes.ASTORE
                ? variable(method, (VarInsnNode) at)
                : null;
    }

    private static @Nullable String variable(MethodNode method, VarInsnNode store) {
        if (method.localVariables == null) {
            return null;
        }
        int after = method.instructions.indexOf(store) + 1;
        for (LocalVariableNode local : method.localVariables) {
            if (local.index == store.var
                    && method.instructions.indexOf(local.start) <= after + 1
                    && method.instructions.indexOf(local.end) > after) {
                return local.name;
            }
        }
        return null;
    }

    private static String simple(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1);
    }
}
