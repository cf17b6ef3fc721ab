package dev.hazardmap.agent.patch;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The collections of java.util: a hook before each access to a structure field (not before one that an earlier access
 * in the same straight line has told already), before each access to an entry's value, and the look through the shadow
 * where a map reads its cached value view. See {@link CollectionRules}.
 */
public final class CollectionPatch implements Patch {
    private static final String ABSTRACT_MAP = "java/util/AbstractMap";
    private static final Type OBJECT = Type.getType(Object.class);
    private static final String HOOKS = "CollectionHooks";
    private static final String ENTRY_HOOKS = "EntryHooks";

    public static boolean wants(String internalName) {
        return CollectionRules.wants(internalName);
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        for (MethodNode method : type.methods) {
            if (Code.hasCode(method)) {
                new Straight(type, method).run();
            }
        }
        return true;
    }

    /** One pass over a method, knowing what is already told since the last label or call. */
    private static final class Straight {
        private final ClassNode type;
        private final MethodNode method;
        private final @Nullable OwnerPath owner;
        private boolean readTold;
        private boolean writeTold;

        Straight(ClassNode type, MethodNode method) {
            this.type = type;
            this.method = method;
            this.owner = OwnerPath.of(type, method);
        }

        void run() {
            for (AbstractInsnNode node : Code.instructions(method)) {
                if (node instanceof FieldInsnNode) {
                    field((FieldInsnNode) node);
                } else if (node instanceof MethodInsnNode) {
                    readTold = false;
                    writeTold = false;
                    call((MethodInsnNode) node);
                } else if (node.getOpcode() == Opcodes.ARETURN) {
                    handOut(node);
                } else if (node instanceof LabelNode && Code.isTarget(method, (LabelNode) node)) {
                    readTold = false;
                    writeTold = false;
                } else if (!(node instanceof FrameNode)) {
                    array(node);
                }
            }
        }

        private void field(FieldInsnNode access) {
            boolean write = access.getOpcode() == Opcodes.PUTFIELD;
            if (!write && access.getOpcode() != Opcodes.GETFIELD) {
                return;
            }
            if ("values".equals(access.name) && isMapView(access)) {
                view(access, write);
            } else if (CollectionRules.isStructure(access.owner, access.name)) {
                structure(access, write);
            } else if (CollectionRules.isValue(access.owner, access.name) && !ownConstructor()) {
                value(access, write);
            }
        }

        private static boolean isMapView(FieldInsnNode access) {
            return access.desc.equals("Ljava/util/Collection;")
                    && (access.owner.equals(ABSTRACT_MAP)
                            || CollectionRules.isCollection(access.owner)
                                    && !access.owner.equals("java/util/Hashtable"));
        }

        private void view(FieldInsnNode access, boolean write) {
            if (write) {
                MethodInsnNode set = Code.hook(HOOKS, "setView", "(Ljava/util/AbstractMap;Ljava/util/Collection;)V");
                method.instructions.set(access, set);
            } else {
                method.instructions.insert(
                        access, Code.hook(HOOKS, "view", "(Ljava/util/Collection;)Ljava/util/Collection;"));
            }
        }

        private boolean ownConstructor() {
            return "<init>".equals(method.name);
        }

        private void structure(FieldInsnNode access, boolean write) {
            boolean onThis = isOnThis(access, write);
            if (ownConstructor() && onThis && access.owner.equals(type.name)) {
                return; // nobody else has the collection yet
            }
            if (!write && HashMapLookups.tellsRead(type, method, access)) {
                return;
            }
            boolean mapFamily = CollectionRules.isMap(access.owner);
            String argument = mapFamily ? "(Ljava/util/AbstractMap;)V" : "(Ljava/lang/Object;)V";
            String hook = mapFamily ? (write ? "mapWrite" : "mapRead") : write ? "write" : "read";
            if (onThis && (writeTold || !write && readTold)) {
                return;
            }
            if (!write && isIncrement(access)) {
                return; // ++modCount: the write tells
            }
            InsnList code = write && Type.getType(access.desc).getSize() == 2
                    ? belowLong(Code.hook(HOOKS, hook, argument))
                    : write
                            ? Code.list(Code.op(Opcodes.DUP2), Code.op(Opcodes.POP), Code.hook(HOOKS, hook, argument))
                            : Code.list(Code.op(Opcodes.DUP), Code.hook(HOOKS, hook, argument));
            method.instructions.insertBefore(access, code);
            readTold |= onThis;
            writeTold |= onThis && write;
        }

        private InsnList belowLong(MethodInsnNode hook) {
            int value = Code.newLocal(method, Type.LONG_TYPE);
            return Code.list(
                    Code.store(Type.LONG_TYPE, value), Code.op(Opcodes.DUP), hook, Code.load(Type.LONG_TYPE, value));
        }

        /** Whether the object whose field it is is surely {@code this}. */
        private boolean isOnThis(FieldInsnNode access, boolean write) {
            if ((method.access & Opcodes.ACC_STATIC) != 0 || !CollectionRules.isCollection(type.name)) {
                return false;
            }
            AbstractInsnNode at = access.getPrevious();
            if (write) {
                return isFieldWriteOnThis(access);
            }
            while (at != null && (at.getOpcode() < 0 || at.getOpcode() == Opcodes.DUP)) {
                at = at.getPrevious();
            }
            return at instanceof VarInsnNode && at.getOpcode() == Opcodes.ALOAD && ((VarInsnNode) at).var == 0;
        }

        /** A write whose value comes from {@code this.f (+|-) 1}, a local or a constant. */
        private static boolean isFieldWriteOnThis(FieldInsnNode access) {
            AbstractInsnNode at = access.getPrevious();
            for (int i = 0; at != null && i < 8; i++, at = at.getPrevious()) {
                if (at instanceof VarInsnNode && at.getOpcode() == Opcodes.ALOAD && ((VarInsnNode) at).var == 0) {
                    return true;
                }
                if (at instanceof LabelNode || at instanceof MethodInsnNode) {
                    return false;
                }
            }
            return false;
        }

        private static boolean isIncrement(FieldInsnNode access) {
            AbstractInsnNode at = access;
            for (int i = 0; i < 5 && at != null; i++) {
                at = Code.next(at);
                if (at instanceof FieldInsnNode) {
                    FieldInsnNode later = (FieldInsnNode) at;
                    return later.getOpcode() == Opcodes.PUTFIELD
                            && later.name.equals(access.name)
                            && later.owner.equals(access.owner);
                }
                if (at instanceof MethodInsnNode
                        || at != null && at.getOpcode() >= Opcodes.IFEQ && at.getOpcode() <= Opcodes.RETURN) {
                    return false;
                }
            }
            return false;
        }

        /** Short code: HashMap.putVal is near the size above which C2 does not inline it. */
        private void value(FieldInsnNode access, boolean write) {
            if ((method.access & Opcodes.ACC_STATIC) != 0) {
                return; // neither a collection nor an entry that was handed out
            }
            if (HashMapLookups.value(type, method, access)) {
                return;
            }
            InsnList code = new InsnList();
            int value = -1;
            Type valueType = Type.getType(access.desc);
            if (write) {
                value = Code.newLocal(method, valueType);
                code.add(Code.store(valueType, value));
            }
            code.add(Code.op(Opcodes.DUP));
            String kind = CollectionRules.hookPrefix(access.owner);
            if (owner == null) {
                String hook = kind + (write ? "NodeWrite" : "NodeRead");
                code.add(Code.hook(ENTRY_HOOKS, hook, "(Ljava/lang/Object;)V"));
            } else {
                String hook = kind + (write ? "EntryWrite" : "EntryRead");
                code.add(owner.load());
                code.add(Code.op(Opcodes.SWAP));
                code.add(Code.hook(ENTRY_HOOKS, hook, "(Ljava/lang/Object;Ljava/lang/Object;)V"));
            }
            if (write) {
                code.add(Code.load(valueType, value));
            }
            method.instructions.insertBefore(access, code);
        }

        private void array(AbstractInsnNode node) {
            boolean store = node.getOpcode() == Opcodes.AASTORE || node.getOpcode() == Opcodes.LASTORE;
            if (store && CollectionRules.arrayIsStructure(type.name) && owner != null && !ownConstructor()) {
                InsnList code = owner.load();
                code.add(Code.hook(HOOKS, "write", "(Ljava/lang/Object;)V"));
                method.instructions.insertBefore(node, code);
            } else if (CollectionRules.arrayIsEntries(type.name, method.name) && owner != null && !ownConstructor()) {
                if (CollectionRules.isEntryArray(arrayField(node))) {
                    arrayEntry(node);
                }
            }
        }

        /** The field that the array of an element access was last loaded from; empty when none is near. */
        private static String arrayField(AbstractInsnNode node) {
            AbstractInsnNode at = node.getPrevious();
            for (int i = 0; at != null && i < 8; i++, at = at.getPrevious()) {
                if (at instanceof FieldInsnNode && ((FieldInsnNode) at).desc.startsWith("[")) {
                    return ((FieldInsnNode) at).name;
                }
            }
            return "";
        }

        /** An iterator's step hands an entry out: from then on it may be used without the map. */
        private void handOut(AbstractInsnNode node) {
            boolean step =
                    method.name.equals("nextNode") || method.name.endsWith("Entry") && method.desc.startsWith("()");
            String result = Type.getReturnType(method.desc).getInternalName();
            if (owner != null && step && type.name.indexOf('$') > 0 && CollectionRules.hasValue(result)) {
                method.instructions.insertBefore(node, handedOut());
            }
        }

        /** Where an entry's own methods are called, or an entry is passed on: they know only the entry. */
        private void call(MethodInsnNode call) {
            boolean nested = type.name.indexOf('$') > 0;
            boolean onEntry = CollectionRules.hasValue(call.owner) && call.name.equals("setValue");
            boolean passedOn = type.name.contains("Entry") && call.owner.equals("java/util/function/Consumer");
            boolean found = nested && (call.name.equals("getNode") || call.name.equals("getEntry"));
            if (owner != null && HashMapLookups.isLookup(call)) {
                HashMapLookups.call(type, method, call, owner);
            }
            if (owner != null && call.name.equals("elementAt") && call.owner.equals("java/util/ArrayList")) {
                element(call);
            }
            if (owner != null && (onEntry || passedOn || found)) {
                method.instructions.insertBefore(call, handedOut());
            }
        }

        /** ArrayList's loops read elements through a static helper: the index is on the stack. */
        private void element(MethodInsnNode call) {
            int index = Code.newLocal(method, Type.INT_TYPE);
            InsnList code = Code.list(Code.op(Opcodes.DUP), Code.store(Type.INT_TYPE, index));
            code.add(index(index, "indexRead"));
            method.instructions.insertBefore(call, code);
        }

        private InsnList handedOut() {
            InsnList code = java.util.Objects.requireNonNull(owner).load();
            code.add(Code.hook(HOOKS, "handedOut", "(Ljava/lang/Object;)V"));
            return code;
        }

        private void arrayEntry(AbstractInsnNode node) {
            int index = Code.newLocal(method, Type.INT_TYPE);
            if (node.getOpcode() == Opcodes.AALOAD) {
                InsnList code = Code.list(Code.op(Opcodes.DUP), Code.store(Type.INT_TYPE, index));
                code.add(index(index, "indexRead"));
                method.instructions.insertBefore(node, code);
            } else if (node.getOpcode() == Opcodes.AASTORE) {
                int value = Code.newLocal(method, OBJECT);
                InsnList code =
                        Code.list(Code.store(OBJECT, value), Code.op(Opcodes.DUP), Code.store(Type.INT_TYPE, index));
                code.add(index(index, "indexWrite"));
                code.add(Code.load(OBJECT, value));
                method.instructions.insertBefore(node, code);
            }
        }

        private InsnList index(int index, String hook) {
            InsnList code = java.util.Objects.requireNonNull(owner).load();
            code.add(Code.load(Type.INT_TYPE, index));
            code.add(Code.hook(HOOKS, hook, "(Ljava/lang/Object;I)V"));
            return code;
        }
    }
}
