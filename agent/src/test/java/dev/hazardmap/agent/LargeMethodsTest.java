package dev.hazardmap.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.agent.site.Sites;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A method close to 64 KB, with synchronisation in it: the hooks at its accesses go, those that make edges stay. */
class LargeMethodsTest {
    private static final int STORES = 6_000;
    private static final int NEARLY_FULL = 9_360;

    private final Instrumenter instrumenter = new Instrumenter(AgentOptions.parse("mode=full"), new Sites());

    @Test
    void transform_methodThatElementHooksMakeTooLarge_keepsItsEdges() throws Exception {
        byte[] changed = transformed(STORES);
        assertThat(hooks(changed, "filled", "MonitorHooks", "SyncHooks")).isPositive();
        assertThat(hooks(changed, "filled", "ArrayHooks")).isZero();
        assertThat(hooks(changed, "small", "ArrayHooks")).isPositive();
        assertThat(run(changed)).isEqualTo(STORES);
    }

    @Test
    void transform_methodWithoutRoomForAnyHook_staysAsItIs() throws Exception {
        byte[] changed = transformed(NEARLY_FULL);
        assertThat(hooks(changed, "filled", "MonitorHooks", "SyncHooks", "ArrayHooks"))
                .isZero();
        assertThat(hooks(changed, "small", "ArrayHooks")).isPositive();
        assertThat(run(changed)).isEqualTo(NEARLY_FULL);
    }

    private byte[] transformed(int stores) {
        byte[] changed = instrumenter.transform(null, getClass().getClassLoader(), "Large", null, null, large(stores));
        assertThat(changed).isNotNull();
        return changed;
    }

    /** {@code static int[] filled(Object lock)} with so many stores inside a block that locks, and {@code small}. */
    private static byte[] large(int stores) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V1_5, Opcodes.ACC_PUBLIC, "Large", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "filled", "(Ljava/lang/Object;)[I", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.MONITORENTER);
        code.visitIntInsn(Opcodes.SIPUSH, stores);
        code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_INT);
        code.visitVarInsn(Opcodes.ASTORE, 1);
        for (int i = 0; i < stores; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitIntInsn(Opcodes.SIPUSH, i);
            code.visitIntInsn(Opcodes.BIPUSH, 1);
            code.visitInsn(Opcodes.IASTORE);
        }
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.MONITOREXIT);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        MethodVisitor small = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "small", "([I)I", null, null);
        small.visitCode();
        small.visitVarInsn(Opcodes.ALOAD, 0);
        small.visitInsn(Opcodes.ICONST_0);
        small.visitInsn(Opcodes.IALOAD);
        small.visitInsn(Opcodes.IRETURN);
        small.visitMaxs(0, 0);
        small.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static long hooks(byte[] bytes, String method, String... owners) {
        ClassNode type = new ClassNode();
        new ClassReader(bytes).accept(type, 0);
        long count = 0;
        for (MethodNode node : type.methods) {
            if (node.name.equals(method)) {
                for (var instruction : node.instructions) {
                    for (String owner : owners) {
                        count += instruction instanceof MethodInsnNode call && call.owner.endsWith("/" + owner) ? 1 : 0;
                    }
                }
            }
        }
        return count;
    }

    private static int run(byte[] bytes) throws Exception {
        ClassLoader loader = new ClassLoader(LargeMethodsTest.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) {
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        Object filled =
                loader.loadClass("Large").getMethod("filled", Object.class).invoke(null, new Object());
        return java.util.stream.IntStream.of((int[]) filled).sum();
    }
}
