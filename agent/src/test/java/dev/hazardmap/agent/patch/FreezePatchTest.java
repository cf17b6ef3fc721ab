package dev.hazardmap.agent.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.agent.Compiled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

class FreezePatchTest {
    private static final Compiled CLASSES = Compiled.of(17, """
            Cases.java
            import java.util.*;
            class Cases {
                static Object last; static Object[] all = new Object[3];
                static void pass(Object o) {} static void pass(long n, Object o) {} static void pass(Object o, long n) {}
                static class Base { Base() {} Base(long n, Object o) {} }

                static class FreezesKeeps { final Map<?, ?> m; FreezesKeeps() { m = new HashMap<>(); m.size(); } }
                static class FreezesWrapped { final Map<?, ?> m = Collections.unmodifiableMap(new HashMap<>()); }
                static class FreezesTernary { final Map<?, ?> m;
                    FreezesTernary(boolean c) { m = c ? new HashMap<>() : new TreeMap<>(); } }
                static class FreezesLong { final List<?> l = new ArrayList<>(); long n;
                    FreezesLong(long a, double b) { n = a + (long) b; } }
                static class FreezesOwnMethod { final List<?> l = new ArrayList<>();
                    FreezesOwnMethod(long a) { init(a); } final void init(long a) {} }
                static class FreezesSuper extends Base { final List<?> l;
                    FreezesSuper(long a) { super(a, "x"); l = new ArrayList<>(); } }
                static class FreezesOtherPassed { final List<?> l = new ArrayList<>();
                    FreezesOtherPassed() { pass(1L, l); last = l; } }
                static class FreezesEveryReturn { final List<?> l = new ArrayList<>();
                    FreezesEveryReturn(int n) { if (n > 1) { return; } pass("x"); } }

                static class LeaksStatic { final List<?> l = new ArrayList<>(); LeaksStatic() { last = this; } }
                static class LeaksArray { final List<?> l = new ArrayList<>(); LeaksArray() { all[1] = this; } }
                static class LeaksNewArray { final List<?> l = new ArrayList<>();
                    LeaksNewArray() { all = new Object[] {"x", this}; } }
                static class LeaksArgument { final List<?> l = new ArrayList<>(); LeaksArgument() { pass(this); } }
                static class LeaksSecond { final List<?> l = new ArrayList<>(); LeaksSecond() { pass(7L, this); } }
                static class LeaksFirst { final List<?> l = new ArrayList<>();
                    LeaksFirst(long a, long b) { pass(this, a * b); } }
                static class LeaksLambda { final List<?> l = new ArrayList<>(); Runnable r;
                    LeaksLambda() { r = () -> l.size(); last = r; } }
                static class LeaksInner { final List<?> l = new ArrayList<>();
                    LeaksInner() { last = new Inner(); } class Inner { Object o = l; } }
                static class LeaksOtherField { final List<?> l = new ArrayList<>(); LeaksOtherField next;
                    LeaksOtherField(LeaksOtherField o) { o.next = this; } }
                static class LeaksByLocal { final List<?> l = new ArrayList<>();
                    LeaksByLocal() { Object self = this; last = self; } }
                static class LeaksStart extends Thread { final List<?> l = new ArrayList<>();
                    LeaksStart() { new Thread(this).start(); } }

                static class NothingStatic { static final List<?> L = new ArrayList<>(); }
                static class NothingMutable { List<?> l = new ArrayList<>(); }
                static class NothingString { final String s = new String("x"); final int n = 3; }
                static class NothingArray { final Object[] a = {}; }
            }
            """);

    static List<String> freezes() {
        return names("Freezes");
    }

    static List<String> leaksOrNothing() {
        List<String> names = new ArrayList<>(names("Leaks"));
        names.addAll(names("Nothing"));
        return names;
    }

    private static List<String> names(String prefix) {
        List<String> names = new ArrayList<>();
        CLASSES.node("Cases").innerClasses.forEach(inner -> {
            if (inner.name.startsWith("Cases$" + prefix) && inner.name.lastIndexOf('$') == 5) {
                names.add(inner.name);
            }
        });
        assertThat(names).hasSizeGreaterThan(3);
        return names;
    }

    @ParameterizedTest
    @MethodSource("freezes")
    void apply_thisStaysInside_frozenAtEveryReturn(String name) {
        ClassNode type = CLASSES.node(name);

        assertThat(new FreezePatch(false).apply(type, new NoFields())).isTrue();
        for (MethodNode method : type.methods) {
            if (method.name.equals("<init>")) {
                assertThat(hooks(method)).isEqualTo(returns(method));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("leaksOrNothing")
    void apply_thisLeaksOrNothingFinal_unchanged(String name) {
        ClassNode type = CLASSES.node(name);

        assertThat(new FreezePatch(false).apply(type, new NoFields())).isFalse();
        for (MethodNode method : type.methods) {
            assertThat(hooks(method)).isZero();
        }
    }

    private static int hooks(MethodNode method) {
        int hooks = 0;
        for (AbstractInsnNode node : method.instructions) {
            boolean hook = node instanceof MethodInsnNode && ((MethodInsnNode) node).name.equals("freeze");
            hooks += hook ? 1 : 0;
        }
        return hooks;
    }

    private static int returns(MethodNode method) {
        int returns = 0;
        for (AbstractInsnNode node : method.instructions) {
            returns += Code.isReturn(node) ? 1 : 0;
        }
        return returns;
    }
}
