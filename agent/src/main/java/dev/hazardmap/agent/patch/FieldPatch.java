package dev.hazardmap.agent.patch;

import dev.hazardmap.agent.site.Sites;
import dev.hazardmap.detector.FieldSites;
import dev.hazardmap.detector.WatchedField;
import dev.hazardmap.detector.WatchedFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/**
 * Accesses to the application's fields, and the fields' shadows: see {@link WatchedField}.
 *
 * <p>Final fields are left alone, because whoever reads one has a right to (JLS 17.5), but where a constructor of their
 * class lets {@code this} out before it ends.
 */
public final class FieldPatch implements Patch {
    private static final int SHADOW = Opcodes.ACC_PUBLIC | Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC;

    private static final int NONE = -1;
    private static final String HOOK = "(Ljava/lang/Object;" + Code.STATE.getDescriptor() + "I)V";
    private static final String STATIC_HOOK = "(Ljava/lang/Class;" + Code.STATE.getDescriptor() + "I)V";

    private final Sites sites;

    public FieldPatch(Sites sites) {
        this.sites = sites;
    }

    @Override
    public boolean apply(ClassNode type, FieldLookup fields) {
        return new ClassFields(type, fields).apply();
    }

    /** The watched fields of one class, and those of others that it accesses. */
    private final class ClassFields implements RepeatedAccesses.Fields {
        private final ClassNode type;
        private final FieldLookup fields;
        private final Map<String, WatchedField> known = new HashMap<>();
        /** The local of the method at hand that holds the thread's state. */
        private int state;

        ClassFields(ClassNode type, FieldLookup fields) {
            this.type = type;
            this.fields = fields;
        }

        boolean apply() {
            boolean changed = fields.canAddFields() && declare();
            for (MethodNode method : List.copyOf(type.methods)) {
                changed |= accesses(method);
            }
            return changed;
        }

        private boolean declare() {
            List<WatchedField> declared = new ArrayList<>();
            List<FieldNode> added = new ArrayList<>();
            boolean instance = false;
            boolean isStatic = false;
            for (FieldNode field : type.fields) {
                if (isWatched(type.name, field.name)) {
                    WatchedField watched = watched(type.name, field.name, isStatic(field.access));
                    if ((field.access & Opcodes.ACC_FINAL) != 0) {
                        watched.setFinal();
                    }
                    declared.add(watched);
                    int access = SHADOW | field.access & Opcodes.ACC_STATIC;
                    added.add(new FieldNode(access, WatchedField.WRITE + field.name, "J", null, null));
                    added.add(new FieldNode(access, WatchedField.READ + field.name, "J", null, null));
                    instance |= !isStatic(field.access);
                    isStatic |= isStatic(field.access);
                }
            }
            if (instance) {
                added.add(new FieldNode(SHADOW, WatchedField.MORE, "Ljava/lang/Object;", null, null));
                added.add(new FieldNode(SHADOW, WatchedField.FROZEN, "J", null, null));
            }
            if (isStatic) {
                added.add(new FieldNode(
                        SHADOW | Opcodes.ACC_STATIC, WatchedField.STATIC_MORE, "Ljava/lang/Object;", null, null));
            }
            if (!declared.isEmpty()) {
                type.fields.addAll(added);
                WatchedFields.declare(type.name.replace('/', '.'), declared.toArray(new WatchedField[0]));
            }
            return !declared.isEmpty();
        }

        private boolean accesses(MethodNode method) {
            if (!Code.hasCode(method)) {
                return false;
            }
            state = NONE;
            AbstractInsnNode constructed = method.name.equals("<init>") ? Code.constructed(type, method) : null;
            boolean before = constructed != null;
            boolean changed = false;
            Set<AbstractInsnNode> repeated = RepeatedAccesses.of(type, method, this);
            for (AbstractInsnNode node : Code.instructions(method)) {
                if (node == constructed) {
                    before = false;
                }
                if (node instanceof FieldInsnNode
                        && !before
                        && !repeated.contains(node)
                        && isWatched((FieldInsnNode) node)) {
                    access(method, (FieldInsnNode) node);
                    changed = true;
                }
            }
            if (changed) {
                Code.enter(method, state);
            }
            return changed;
        }

        @Override
        public boolean isVolatile(FieldInsnNode access) {
            return (fields.access(access.owner, access.name) & Opcodes.ACC_VOLATILE) != 0;
        }

        @Override
        public boolean isWatched(FieldInsnNode access) {
            return !access.owner.startsWith(Code.DETECTOR)
                    && !access.owner.startsWith("java/")
                    && !access.owner.startsWith("[")
                    && isWatched(access.owner, access.name);
        }

        /** Of a class whose file can't be found the flags are not known; the detector looks at the class itself. */
        private boolean isWatched(String owner, String name) {
            if (name.startsWith("hazardmap$")) {
                return false;
            }
            int access = fields.access(owner, name);
            if (access == FieldLookup.AMBIGUOUS || (access & Opcodes.ACC_VOLATILE) != 0) {
                return false;
            }
            if ((access & Opcodes.ACC_FINAL) == 0) {
                return true;
            }
            boolean instance = !isStatic(access) && (access & Opcodes.ACC_SYNTHETIC) == 0;
            return instance && fields.leaksThis(fields.declaring(owner, name));
        }

        private void access(MethodNode method, FieldInsnNode node) {
            if (state == NONE) {
                state = Code.newLocal(method, Code.STATE);
            }
            String declaring = fields.declaring(node.owner, node.name);
            boolean isStatic = node.getOpcode() == Opcodes.GETSTATIC || node.getOpcode() == Opcodes.PUTSTATIC;
            boolean constructs =
                    method.name.equals("<init>") && node.getOpcode() == Opcodes.PUTFIELD && declaring.equals(type.name);
            int number = FieldSites.add(
                    watched(declaring, node.name, isStatic), sites.number(type, method, node), constructs);
            if (isStatic) {
                // After it: the access itself may initialise the class, and counts after that.
                String hook = node.getOpcode() == Opcodes.GETSTATIC ? "read" : "write";
                method.instructions.insert(node, statics(node, declaring, hook, number));
            } else {
                boolean get = node.getOpcode() == Opcodes.GETFIELD;
                method.instructions.insertBefore(node, get ? read(number) : write(Type.getType(node.desc), number));
            }
        }

        private WatchedField watched(String declaring, String name, boolean isStatic) {
            String key = declaring + "." + name;
            WatchedField field = known.get(key);
            if (field == null) {
                int init = isStatic ? InitPatch.number(declaring) : 0;
                field = new WatchedField(declaring.replace('/', '.'), name, isStatic, init);
                known.put(key, field);
            }
            return field;
        }

        private InsnList read(int number) {
            return Code.list(
                    Code.op(Opcodes.DUP),
                    Code.load(Code.STATE, state),
                    Code.constant(number),
                    Code.hook("FieldHooks", "read", HOOK));
        }

        private InsnList write(Type value, int number) {
            InsnList code = new InsnList();
            if (value.getSize() == 1) {
                code.add(Code.op(Opcodes.DUP2));
                code.add(Code.op(Opcodes.POP));
            } else {
                code.add(Code.op(Opcodes.DUP2_X1));
                code.add(Code.op(Opcodes.POP2));
                code.add(Code.op(Opcodes.DUP_X2));
            }
            code.add(Code.load(Code.STATE, state));
            code.add(Code.constant(number));
            code.add(Code.hook("FieldHooks", "write", HOOK));
            return code;
        }

        /** By the class that the instruction names: the declaring one need not be accessible here. */
        private InsnList statics(FieldInsnNode node, String declaring, String hook, int number) {
            InsnList code = Code.classConstant(type, node.owner);
            code.add(Code.load(Code.STATE, state));
            code.add(Code.constant(number));
            boolean inherited = !declaring.equals(node.owner);
            code.add(Code.hook("FieldHooks", hook + (inherited ? "Inherited" : "Static"), STATIC_HOOK));
            return code;
        }
    }

    private static boolean isStatic(int access) {
        return (access & Opcodes.ACC_STATIC) != 0;
    }
}
