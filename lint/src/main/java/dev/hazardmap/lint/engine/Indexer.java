package dev.hazardmap.lint.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The first pass: headers, fields, annotations and calls of a class; no instruction is kept. */
final class Indexer extends ClassVisitor {
    private static final int API = Opcodes.ASM9;
    private static final int SMALL_GETTER = 6;
    private static final int SMALL_CONSTRUCTOR = 60;

    private final byte[] bytes;
    private @Nullable ClassInfo info;

    private Indexer(byte[] bytes) {
        super(API);
        this.bytes = bytes;
    }

    static ClassInfo index(byte[] bytes) {
        Indexer indexer = new Indexer(bytes);
        new ClassReader(bytes).accept(indexer, ClassReader.SKIP_FRAMES);
        return indexer.current();
    }

    private ClassInfo current() {
        if (info == null) {
            throw new IllegalArgumentException("class file without a header: " + bytes.length + " bytes");
        }
        return info;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        info = new ClassInfo(name, access, superName, interfaces == null ? List.of() : List.of(interfaces), bytes);
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        current().sourceFile(source);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String desc, boolean visible) {
        current().annotations().add(desc);
        return Suppressions.visitor(desc, current()::suppress);
    }

    @Override
    public FieldVisitor visitField(
            int access, String name, String desc, @Nullable String signature, @Nullable Object value) {
        FieldInfo field = new FieldInfo(new FieldKey(current().name(), name, desc), access, signature);
        current().add(field);
        return new FieldVisitor(API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                field.annotate(annotation);
                return Suppressions.visitor(annotation, field::suppress);
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String desc, @Nullable String signature, String @Nullable [] exceptions) {
        MethodInfo method = new MethodInfo(current(), name, desc, access);
        current().add(method);
        return new Calls(method);
    }

    /** Collects calls, and marks what can be seen to be relevant without the hierarchy. */
    private static final class Calls extends MethodVisitor {
        private final MethodInfo method;
        private int lastConstant;
        private int count;
        private final Set<MethodInfo.CallRef> calls = new LinkedHashSet<>();

        Calls(MethodInfo method) {
            super(API);
            this.method = method;
            if (method.isSynchronized()) {
                method.markRelevant();
            }
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String desc, boolean visible) {
            method.annotate(desc);
            return Suppressions.visitor(desc, method::suppress);
        }

        @Override
        public void visitInsn(int opcode) {
            count++;
            if (opcode == Opcodes.ARETURN && lastConstant == Opcodes.ACONST_NULL) {
                method.markReturnsNull();
            }
            lastConstant = opcode;
            if (opcode == Opcodes.MONITORENTER) {
                method.markRelevant();
            }
        }

        @Override
        public void visitVarInsn(int opcode, int index) {
            count++;
            lastConstant = -1;
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            count++;
            if (opcode == Opcodes.GOTO && lastConstant == Opcodes.ACONST_NULL) {
                method.markReturnsNull(); // the null side of a conditional expression; seldom something else
            }
            lastConstant = -1;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String desc) {
            count++;
            calls.add(new MethodInfo.CallRef(opcode, owner, name, desc));
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
            count++;
            calls.add(new MethodInfo.CallRef(opcode, owner, name, desc));
            boolean orderedCtor =
                    owner.equals("java/util/LinkedHashMap") && name.equals("<init>") && desc.equals("(IFZ)V");
            if (orderedCtor
                    && lastConstant == Opcodes.ICONST_1
                    && method.name().equals("<init>")
                    && method.owner().superName().equals(owner)) {
                method.owner().markAccessOrder();
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... args) {
            count++;
            for (Object arg : args) {
                if (arg instanceof Handle handle) {
                    calls.add(new MethodInfo.CallRef(
                            Opcodes.INVOKEDYNAMIC, handle.getOwner(), handle.getName(), handle.getDesc()));
                }
            }
        }

        @Override
        public void visitEnd() {
            method.size(count);
            method.calls(List.copyOf(calls));
        }
    }

    static void markRelevant(Program program, ClassInfo info) {
        for (MethodInfo method : info.methods()) {
            for (MethodInfo.CallRef call : method.calls()) {
                if (method.relevant()) {
                    break;
                }
                boolean field = call.opcode() >= Opcodes.GETSTATIC && call.opcode() <= Opcodes.PUTFIELD;
                boolean hit = field
                        ? Relevance.field(program.types(), call.desc())
                        : Relevance.call(program.types(), call.owner(), call.name());
                if (hit || call.opcode() == Opcodes.INVOKEDYNAMIC || connects(method, call)) {
                    method.markRelevant();
                }
            }
        }
    }

    /** Small getters and constructors: paths lead through them. */
    private static boolean connects(MethodInfo method, MethodInfo.CallRef call) {
        if (!call.desc().startsWith("L")) {
            return false;
        }
        boolean getter = method.size() <= SMALL_GETTER
                && (call.opcode() == Opcodes.GETFIELD || call.opcode() == Opcodes.GETSTATIC)
                && method.desc().contains(")L");
        return getter
                || (method.name().equals("<init>")
                        && method.size() <= SMALL_CONSTRUCTOR
                        && call.opcode() == Opcodes.PUTFIELD);
    }
}
