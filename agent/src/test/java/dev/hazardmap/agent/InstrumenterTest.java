package dev.hazardmap.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.agent.site.Sites;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** All patches for the application together: what comes out verifies, and does what it did before. */
class InstrumenterTest {
    private static final String OLD_JAVA = """
            Old.java
            import java.util.*;
            class Old {
                static volatile Object shared = "s"; volatile long ticks; volatile double ratio;
                final Map<String, Object> map; final StringBuffer out = new StringBuffer(); StringBuilder log;
                static class Named extends HashMap<String, Object> {
                    final List<Object> seen;
                    Named(int size, float load, long skipped, Object first) {
                        super(first == null ? size : size + 1, load);
                        seen = new ArrayList<Object>(Collections.singleton(first + "" + skipped));
                    }
                    protected void finalize() throws Throwable { try { seen.clear(); } finally { super.finalize(); } }
                }
                Old(long a, double b) {
                    this(new HashMap<String, Object>(a > 3L ? new TreeMap<String, Object>() : null), a, b);
                    ticks += a;
                }
                Old(Map<String, Object> given, long a, double b) { map = given; log = new StringBuilder(); ratio = b; }
                synchronized long wide(long a, double b, Map<String, Object> m) {
                    long sum = 0; double scale = 1.5;
                    for (long i = 0; i < a; i++) {
                        double d = b * i; m.put("k" + i, Double.valueOf(d)); sum += m.size() + (long) (d * scale);
                        if (sum > 1000L) { return sum; }
                    }
                    ticks += sum; ratio = scale / 2; return sum + ticks + (long) ratio;
                }
                Object guarded(int n, List<Object> list) {
                    Object result = null; long before = ticks;
                    try {
                        synchronized (list) {
                            try { result = list.get(n); } catch (IndexOutOfBoundsException e) { list.add("caught"); }
                            list.wait(1L); list.wait(1L, 1); list.notifyAll();
                        }
                        if (n > 5) { throw new IllegalStateException("n=" + n); }
                        return result;
                    } catch (IllegalStateException | InterruptedException e) {
                        list.add(e.getMessage()); return list.toString();
                    } finally {
                        list.add("finally"); ticks = before + 1;
                    }
                }
                synchronized Object fails(Map<String, Object> m) { m.clear(); throw new UnsupportedOperationException("f"); }
                String chosen(int n, Object o) {
                    switch (n) { case 0: log.append(o); break; case 1: log.append((CharSequence) "c").append(3L);
                        case 2: log.insert(0, 2.5); break; case 1000: return "t"; default: map.remove("x"); }
                    switch (String.valueOf(o)) { case "a": return log.toString() + map; case "b": return "B"; default: }
                    return shared == null ? null : shared.toString() + log.length();
                }
                static String run() throws Exception {
                    Old old = new Old(5L, 2.5); List<Object> list = new ArrayList<Object>();
                    StringBuilder all = new StringBuilder();
                    all.append(old.wide(4L, 1.25, old.map)).append('|').append(old.guarded(0, list));
                    all.append(old.guarded(9, list)).append(list).append(new Named(3, 0.5f, 7L, "f").seen);
                    try { old.fails(old.map); } catch (UnsupportedOperationException e) { all.append(e.getMessage()); }
                    for (int i = 0; i < 4; i++) { all.append(old.chosen(i, i == 1 ? "a" : (Object) Integer.valueOf(i))); }
                    java.lang.ref.WeakReference<Object> weak = new java.lang.ref.WeakReference<Object>(list);
                    shared = weak.get() == list ? "same" : "other";
                    return all.append(shared).append(old.ticks).append(old.ratio).append(old.chosen(1000, "z")).toString();
                }
            }
            """;

    private static final String NEW_JAVA = """
            New.java
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.*;
            import java.util.concurrent.locks.AbstractQueuedSynchronizer;
            import java.util.function.*;
            import java.lang.invoke.*;
            class New {
                static final Map<String, Long> COUNTS = new HashMap<>(); static volatile long total; volatile int state;
                static final VarHandle STATE; static final AtomicIntegerFieldUpdater<New> UPDATER =
                    AtomicIntegerFieldUpdater.newUpdater(New.class, "state");
                static { try { STATE = MethodHandles.lookup().findVarHandle(New.class, "state", int.class); }
                    catch (ReflectiveOperationException e) { throw new ExceptionInInitializerError(e); } }
                enum Kind { A, B { @Override int of() { return 2; } }; int of() { return 1; } }
                record Pair(List<Long> left, Map<String, Object> right) {
                    Pair { if (left == null) { throw new NullPointerException("left"); } left = List.copyOf(left); } }
                sealed interface Shape permits Dot, Box {} record Dot() implements Shape {}
                record Box(double w, long h) implements Shape {}
                static class Latch extends AbstractQueuedSynchronizer {
                    private static final long serialVersionUID = 1;
                    @Override protected boolean tryAcquire(int n) {
                        long pad = n; return getState() == 0 && compareAndSetState(0, (int) pad); }
                    @Override protected boolean tryRelease(int n) { setState(0); return true; } }
                static class Outer { final Supplier<Integer> size; Outer(Supplier<Integer> size) { this.size = size; } }
                static class Inner extends Outer { final Map<Long, String> kept;
                    Inner(long a, Map<Long, String> m, double b) {
                        super(() -> m.size() + (int) a + (int) b); this.kept = new TreeMap<>(m); } }
                static synchronized long count(String key, long by) {
                    long sum = COUNTS.merge(key, by, (a, b) -> a + b); total = sum; return total; }
                long lambdas(long base, double scale, Map<String, Long> map, List<String> names) {
                    names.forEach(name -> map.computeIfAbsent(name, key -> (long) (key.length() * scale) + base));
                    Function<String, Long> get = map::get; IntSupplier here = () -> state + map.size();
                    return names.stream().mapToLong(get::apply).sum() + here.getAsInt(); }
                int atomics() {
                    int old = (int) STATE.getAndAdd(this, 3); STATE.compareAndSet(this, 3, 7); STATE.setRelease(this, 9);
                    UPDATER.incrementAndGet(this); AtomicReference<Object> r = new AtomicReference<>("x");
                    r.updateAndGet(x -> x + "y"); AtomicLong n = new AtomicLong(5); n.accumulateAndGet(4L, Long::sum);
                    return old + state + (int) n.get() + r.get().toString().length(); }
                static String kind(Object o, Kind kind) {
                    String text = switch (kind) { case A -> { try { yield "" + ((List<?>) o).get(0); }
                        catch (RuntimeException e) { yield e.getClass().getSimpleName(); } finally { total++; } }
                        case B -> o instanceof Box b && b.w() > 1 ? "box" + b.h() : "none"; };
                    Reference(o); return text + kind.of(); }
                static void Reference(Object o) { java.lang.ref.Reference.reachabilityFence(o); }
                static int resources(Deque<Object> log) {
                    try (AutoCloseable a = () -> log.push("a"); AutoCloseable b = () -> { throw new Exception("b"); }) {
                        log.push(a == b); return log.size(); } catch (Exception e) { log.push(e.getMessage()); return -1; } }
                interface Named { Map<String, String> NAMES = new HashMap<>(Map.of("k", "v"));
                    static String of(String key) { return NAMES.get(key); } default int n() { return NAMES.size(); } }
                static String run() throws Exception {
                    New it = new New(); Latch latch = new Latch(); latch.acquire(1); latch.release(1);
                    Map<Long, String> m = new HashMap<>(Map.of(1L, "x")); Deque<Object> log = new ArrayDeque<>();
                    Callable<Long> task = () -> count("k", 4L); long fresh = count("k", 3L) + task.call();
                    return fresh + "," + it.lambdas(2L, 1.5, new HashMap<>(), List.of("ab", "cde")) + "," + it.atomics()
                        + new Inner(2L, m, 3.5).size.get() + kind(List.of(), Kind.A) + kind(new Box(2, 3L), Kind.B)
                        + resources(log) + log + new Pair(List.of(1L), new HashMap<>()) + Named.of("k")
                        + new Named() {}.n() + total; }
            }
            """;

    private final Instrumenter instrumenter = new Instrumenter(AgentOptions.parse("debug"), new Sites());

    @ParameterizedTest
    @ValueSource(ints = {8, 11, 17})
    void transform_everythingOfJava8_verifiesAndDoesTheSame(int release) throws Exception {
        assertSame(Compiled.of(release, OLD_JAVA), "Old");
    }

    @Test
    void transform_everythingOfJava17_verifiesAndDoesTheSame() throws Exception {
        assertSame(Compiled.of(17, NEW_JAVA), "New", "New$1", "New$Box", "New$Dot", "New$Kind$1", "New$Shape");
    }

    /**
     * Before version 50 class files have no frames: the JVM infers the types. Left out of the oldest, because their hooks
     * need the class as a constant, which only version 49 has: finalizers, static volatile fields.
     */
    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_4, Opcodes.V1_5, Opcodes.V1_6})
    void transform_oldClassFile_verifiesAndDoesTheSame(int version) throws Exception {
        Compiled old = Compiled.of(8, OLD_JAVA).changed((loader, name, bytes) -> {
            ClassNode type = new ClassNode();
            new ClassReader(bytes).accept(type, version < Opcodes.V1_6 ? ClassReader.SKIP_FRAMES : 0);
            type.version = version;
            if (version < Opcodes.V1_5) {
                type.methods.removeIf(method -> method.name.equals("finalize"));
                type.fields.forEach(
                        field -> field.access &= (field.access & Opcodes.ACC_STATIC) != 0 ? ~Opcodes.ACC_VOLATILE : ~0);
            }
            ClassWriter writer = new ClassWriter(0);
            type.accept(writer);
            return writer.toByteArray();
        });
        assertSame(old, "Old");
    }

    /** {@code finally} as javac compiled it until 1.4: a subroutine. */
    @Test
    void transform_subroutine_verifiesAndDoesTheSame() throws Exception {
        assertSame(Compiled.of("Sub", subroutine()), "Sub");
    }

    @Test
    void transform_nothingToPatch_null() {
        Compiled.of(17, "Plain.java\nclass Plain { int n; int twice() { return 2 * n; } }")
                .changed((loader, name, bytes) -> {
                    assertThat(instrumenter.transform(null, loader, name, null, null, bytes))
                            .isNull();
                    return bytes;
                });
    }

    @Test
    void transform_ownClass_null() {
        assertThat(instrumenter.transform(
                        null, getClass().getClassLoader(), "dev/hazardmap/agent/Some", null, null, subroutine()))
                .isNull();
    }

    /** A transformer that throws would be ignored by the JVM; one that gives back nonsense would not. */
    @Test
    void transform_notAClassFile_null() {
        Instrumenter quiet = new Instrumenter(AgentOptions.parse(""), new Sites());

        assertThat(quiet.transform(null, getClass().getClassLoader(), "Bad", null, null, new byte[20]))
                .isNull();
    }

    private void assertSame(Compiled original, String name, String... without) throws Exception {
        Object expected = original.verified().run(name);
        Set<String> unchanged = new TreeSet<>();
        Compiled instrumented = original.instrumented(instrumenter, unchanged);

        assertThat(unchanged).containsExactlyInAnyOrder(without);
        assertThat(instrumented.verified().run(name)).isEqualTo(expected);
    }

    private static byte[] subroutine() {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.visit(Opcodes.V1_4, Opcodes.ACC_PUBLIC, "Sub", null, "java/lang/Object", null);
        MethodVisitor run = type.visitMethod(Opcodes.ACC_STATIC, "run", "()Ljava/lang/Object;", null, null);
        Label start = new Label();
        Label end = new Label();
        Label handler = new Label();
        Label subroutine = new Label();
        run.visitTryCatchBlock(start, end, handler, null);
        run.visitTypeInsn(Opcodes.NEW, "java/util/ArrayList");
        run.visitInsn(Opcodes.DUP);
        run.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/util/ArrayList", "<init>", "()V", false);
        run.visitVarInsn(Opcodes.ASTORE, 0);
        run.visitLabel(start);
        add(run, "tried");
        run.visitLabel(end);
        run.visitJumpInsn(Opcodes.JSR, subroutine);
        run.visitVarInsn(Opcodes.ALOAD, 0);
        run.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/util/ArrayList", "toString", "()Ljava/lang/String;", false);
        run.visitInsn(Opcodes.ARETURN);
        run.visitLabel(handler);
        run.visitVarInsn(Opcodes.ASTORE, 1);
        run.visitJumpInsn(Opcodes.JSR, subroutine);
        run.visitVarInsn(Opcodes.ALOAD, 1);
        run.visitInsn(Opcodes.ATHROW);
        run.visitLabel(subroutine);
        run.visitVarInsn(Opcodes.ASTORE, 2);
        add(run, "finally");
        run.visitVarInsn(Opcodes.RET, 2);
        run.visitMaxs(0, 0);
        type.visitEnd();
        return type.toByteArray();
    }

    private static void add(MethodVisitor method, String text) {
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitLdcInsn(text);
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/util/ArrayList", "add", "(Ljava/lang/Object;)Z", false);
        method.visitInsn(Opcodes.POP);
    }
}
