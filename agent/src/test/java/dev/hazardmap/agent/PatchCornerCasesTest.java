package dev.hazardmap.agent;

import static org.assertj.core.api.Assertions.*;

import dev.hazardmap.agent.patch.*;
import dev.hazardmap.agent.site.Sites;
import java.util.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;
import org.objectweb.asm.*;
import org.objectweb.asm.tree.*;

class PatchCornerCasesTest {
    final Instrumenter instrumenter = new Instrumenter(AgentOptions.parse("debug"), new Sites());

    Compiled in(Compiled c) {
        return c.instrumented(instrumenter, new ArrayList<>());
    }

    static Compiled version(Compiled c, int version) {
        return c.changed((l, n, b) -> {
            ClassNode t = new ClassNode();
            new ClassReader(b).accept(t, version < 50 ? ClassReader.SKIP_FRAMES : 0);
            t.version = version;
            ClassWriter w = new ClassWriter(0);
            t.accept(w);
            return w.toByteArray();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static synchronized Object run() { return \"x\"; }",
                "static volatile Object f; static Object run() { f = \"x\"; return f; }",
                "protected void finalize() { System.gc(); } static Object run() { return new D() == null ? \"\" : \"x\"; }"
            })
    void classConstantInV1_4(String body) throws Exception {
        Compiled c = version(Compiled.of(8, "D.java\nclass D { " + body + "}"), Opcodes.V1_4);
        assertThat(c.verified().run("D")).isEqualTo("x");
        assertThat(in(c).run("D")).isEqualTo("x");
    }

    @Test
    void newWithoutDup() throws Exception {
        ClassWriter t = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        t.visit(Opcodes.V17, 1, "D", null, "java/lang/Object", null);
        MethodVisitor m = t.visitMethod(8, "run", "()Ljava/lang/Object;", null, null);
        m.visitTypeInsn(Opcodes.NEW, "java/util/ArrayList");
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/util/ArrayList", "<init>", "()V", false);
        m.visitLdcInsn("x");
        m.visitInsn(Opcodes.ARETURN);
        m.visitMaxs(0, 0);
        t.visitEnd();
        Compiled c = Compiled.of("D", t.toByteArray());
        assertThat(c.verified().run("D")).isEqualTo("x");
        assertThat(in(c).verified().run("D")).isEqualTo("x");
    }

    @Test
    void inaccessibleDeclaringClass() throws Exception {
        Compiled c = Compiled.of(
                17,
                "a/Sub.java\npackage a; public class Sub extends Base {} class Base { public static volatile String x = \"x\"; }",
                "D.java\nclass D { static Object run() { return a.Sub.x; } }");
        assertThat(c.verified().run("D")).isEqualTo("x");
        assertThat(in(c).verified().run("D")).isEqualTo("x");
    }

    @Test
    void volatileBeforeSuper() throws Exception {
        ClassWriter t = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        t.visit(Opcodes.V17, 1, "D", null, "java/lang/Object", null);
        t.visitField(Opcodes.ACC_VOLATILE, "v", "I", null, null);
        MethodVisitor i = t.visitMethod(0, "<init>", "()V", null, null);
        i.visitVarInsn(Opcodes.ALOAD, 0);
        i.visitInsn(Opcodes.ICONST_5);
        i.visitFieldInsn(Opcodes.PUTFIELD, "D", "v", "I");
        i.visitVarInsn(Opcodes.ALOAD, 0);
        i.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        i.visitInsn(Opcodes.RETURN);
        i.visitMaxs(0, 0);
        MethodVisitor m = t.visitMethod(8, "run", "()Ljava/lang/Object;", null, null);
        m.visitTypeInsn(Opcodes.NEW, "D");
        m.visitInsn(Opcodes.DUP);
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, "D", "<init>", "()V", false);
        m.visitInsn(Opcodes.POP);
        m.visitLdcInsn("x");
        m.visitInsn(Opcodes.ARETURN);
        m.visitMaxs(0, 0);
        t.visitEnd();
        Compiled c = Compiled.of("D", t.toByteArray());
        assertThat(c.run("D")).isEqualTo("x");
        assertThat(in(c).run("D")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pass(this, c > 1 ? 1L : 2L);", "pass(this, c % 3);", "pass(this, c & 3);", "pass(this, c << 3);",
                        "pass(this, (long) f);",
                "(last = this).n = 3;", "last = c > 1 ? this : null;", "pass(c > 1 ? this : null, 1);",
                        "pass(this, -c);", "pass(this, new int[2][2].length);",
                "self(this).n = 3;", "last = Objects.requireNonNull(this);", "pass(this, c++);"
            })
    void freezeLeak(String code) {
        ClassNode t = Compiled.of(
                        17,
                        "D.java\nimport java.util.*; class D { static D last; int n; final List<?> l = new ArrayList<>(); static void pass(Object o, long n) {}\n"
                                + "static D self(D d) { return d; } D(long c, float f) { " + code + "} }")
                .node("D");
        assertThat(new FreezePatch(false).apply(t, new FieldLookup() {
                    public int access(String o, String n) {
                        return 0;
                    }

                    public String declaring(String o, String n) {
                        return o;
                    }
                }))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"halt=yes", "halt=1", "strict=on", "report=", "debug=ture"})
    void badFlag(String o) {
        assertThatIllegalArgumentException().isThrownBy(() -> AgentOptions.parse(o));
    }

    @ParameterizedTest
    @ValueSource(strings = {"report=/a100%", "report=/a%zz.json", "suppress=%4"})
    void badEncoding(String o) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentOptions.parse(o))
                .withMessageContaining(o.substring(o.indexOf('=') + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static Object run() { Map<String,Integer> m = new HashMap<>(); StringBuilder b = new StringBuilder(); class L extends ArrayList<Object> { L() { super(m.size() > 0 ? List.of() : List.of(1)); } } return \"\" + new L().size(); }",
                "static Object run() { Object o = new HashMap<>(Map.of(\"a\", new ArrayList<>(List.of(new BitSet())))) {{ put(\"b\", null); }}; return o.toString(); }",
                "static Object run() { String s = \"\"; for (var e : new TreeMap<>(Map.of(1, 2L)).entrySet()) { try { s += e.getKey() / (e.getValue() - 2); } catch (ArithmeticException x) { s += x.getMessage(); continue; } finally { s += 'f'; } } return s; }",
                "static Object run() throws Exception { Object o = new Object(); long n = 0; outer: while (true) { synchronized (o) { synchronized (D.class) { if (n++ > 3) break outer; try { o.wait(1, 0); } finally { n++; } } } } return \"\" + n; }",
                "interface I { static synchronizedX run2() { return null; } class synchronizedX {} } static Object run() { var l = new java.util.concurrent.locks.ReentrantLock(); l.lock(); try { return \"\" + l.isLocked() + I.run2(); } finally { l.unlock(); } }"
            })
    void odd(String body) throws Exception {
        Compiled c = Compiled.of(17, "D.java\nimport java.util.*; class D { " + body + "}");
        assertThat(in(c).verified().run("D")).isEqualTo(c.verified().run("D"));
    }
}
