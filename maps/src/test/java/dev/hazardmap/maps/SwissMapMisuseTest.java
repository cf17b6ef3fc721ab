package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Misuse detection as users see it, on {@link SwissMap}. */
class SwissMapMisuseTest {
    private static final int RUNS = 100;

    /** The classic demos: what one thread does to a map while another does the other thing. */
    static Stream<Arguments> demos() {
        return Stream.of(
                Arguments.of("two writers", demo(m -> m.put(1, 1)), demo(m -> m.put(2, 2))),
                Arguments.of("reader and writer", demo(m -> m.get(1)), demo(m -> m.put(2, 2))),
                Arguments.of("range and writer", demo(m -> m.forEach((k, v) -> {})), demo(m -> m.put(2, 2))),
                Arguments.of("delete and assign", demo(m -> m.remove(1)), demo(m -> m.put(1, 2))),
                Arguments.of("one write and one read", demo(m -> m.put(7, 7)), demo(m -> m.containsKey(7))));
    }

    private static Consumer<SwissMap<Integer, Integer>> demo(Consumer<SwissMap<Integer, Integer>> action) {
        return action;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("demos")
    void race_strictMode_classicDemoFailsEveryTime(
            String name, Consumer<SwissMap<Integer, Integer>> one, Consumer<SwissMap<Integer, Integer>> other)
            throws InterruptedException {
        int failed = 0;
        for (int run = 0; run < RUNS; run++) {
            SwissMap<Integer, Integer> map =
                    SwissMap.<Integer, Integer>builder().strictOwnership().build();
            List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
            Thread a = start(() -> one.accept(map), errors);
            Thread b = start(() -> other.accept(map), errors);
            a.join();
            b.join();
            failed +=
                    errors.size() == 2 && errors.stream().allMatch(ConcurrentMapMisuseError.class::isInstance) ? 1 : 0;
            assertThatThrownBy(() -> map.get(1)).isInstanceOf(ConcurrentMapMisuseError.class);
        }
        assertThat(failed).isEqualTo(RUNS);
    }

    private static Thread start(Runnable action, List<Throwable> errors) {
        Thread thread = new Thread(() -> {
            try {
                action.run();
            } catch (Throwable error) {
                errors.add(error);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void race_writeOfTheOwnerThenReadOfAnother_namesBothThreadsAndStacks() throws InterruptedException {
        SwissMap<String, Integer> map = SwissMap.<String, Integer>builder()
                .label("sessions")
                .strictOwnership()
                .build();
        map.put("a", 1);
        List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
        start(() -> map.get("a"), errors).join();

        ConcurrentMapMisuseError error = (ConcurrentMapMisuseError) errors.get(0);
        MisuseReport report = error.report();
        assertThat(report).isNotNull();
        assertThat(report.kind()).isEqualTo(MisuseReport.Kind.READ_AND_WRITE);
        assertThat(report.map().label()).isEqualTo("sessions");
        assertThat(report.map().size()).isEqualTo(1);
        assertThat(report.current().stack().get(0).getMethodName()).isEqualTo("get");
        assertThat(report.other()).isNotNull();
        assertThat(report.other().thread()).isEqualTo(Thread.currentThread().getName());
        assertThat(report.other().stack())
                .anyMatch(frame -> frame.getMethodName().startsWith("race_writeOfTheOwner"));
        assertThat(error)
                .hasMessageContaining("concurrent map read and map write on SwissMap \"sessions\"")
                .hasMessageContaining("hazardmap-maps ")
                .hasMessageContaining("commit ")
                .hasMessageContaining(System.getProperty("java.runtime.version"));
    }

    /** Runs {@code action} on another thread while this one is inside a write. */
    private static @Nullable Throwable during(SwissMap<Integer, Integer> map, Runnable action) {
        Throwable[] found = {null};
        try {
            map.compute(1, (key, old) -> {
                List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
                try {
                    start(action, errors).join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                found[0] = errors.isEmpty() ? null : errors.get(0);
                return 1;
            });
        } catch (ConcurrentMapMisuseError ignored) {
            // The outer write may notice as well; the tests ask about the inner operation.
        }
        return found[0];
    }

    @Test
    void race_readDuringWrite_isFoundByDefault() {
        SwissMap<Integer, Integer> map = new SwissMap<>();
        assertThat(during(map, () -> map.get(5)))
                .isInstanceOf(ConcurrentMapMisuseError.class)
                .hasMessageContaining("concurrent map read and map write")
                .hasMessageContaining("a write was running");
    }

    @Test
    void race_writeDuringWrite_isFoundByDefault() {
        SwissMap<Integer, Integer> map = new SwissMap<>();
        assertThat(during(map, () -> map.put(5, 5))).hasMessageContaining("concurrent map writes");
    }

    @Test
    void race_iterationDuringWrite_isFoundByDefault() {
        SwissMap<Integer, Integer> map = new SwissMap<>();
        assertThat(during(map, () -> map.keySet().iterator()))
                .hasMessageContaining("concurrent map iteration and map write");
    }

    @Test
    void race_writeThatCameAndWentDuringRead_isFoundByDefault() throws InterruptedException {
        SwissMap<Object, Integer> map = new SwissMap<>(0, TableLayout.of(8, 1), MisuseOptions.DEFAULT);
        map.put(new TestKey(1, 7), 1);
        List<Throwable> ignored = Collections.synchronizedList(new ArrayList<>());
        Object writesWhenCompared = new Object() {
            @Override
            public int hashCode() {
                return 7;
            }

            @Override
            public boolean equals(Object other) {
                try {
                    start(() -> map.put("x", 1), ignored).join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return false;
            }
        };
        assertThatThrownBy(() -> map.get(writesWhenCompared))
                .isInstanceOf(ConcurrentMapMisuseError.class)
                .hasMessageContaining("a write came and went meanwhile");
        assertThat(ignored).isEmpty();
    }

    @Test
    void race_writeOfAnotherThreadBetweenTwoSteps_isFoundByTheIterator() throws InterruptedException {
        SwissMap<Integer, Integer> map = new SwissMap<>(java.util.Map.of(1, 1, 2, 2));
        Iterator<Integer> iterator = map.keySet().iterator();
        iterator.next();
        start(() -> map.put(3, 3), new ArrayList<>()).join();
        assertThatThrownBy(iterator::next)
                .isInstanceOf(ConcurrentMapMisuseError.class)
                .hasMessageContaining("concurrent map iteration and map write");
    }

    @Test
    void iterator_afterOwnInsert_throwsConcurrentModificationException() {
        SwissMap<Integer, Integer> map = new SwissMap<>(java.util.Map.of(1, 1, 2, 2));
        Iterator<Integer> iterator = map.keySet().iterator();
        map.put(3, 3);
        assertThatThrownBy(iterator::next).isInstanceOf(ConcurrentModificationException.class);
        assertThat(map).hasSize(3);
    }

    @Test
    void iterator_afterOwnUpdateOfPresentKey_goesOn() {
        SwissMap<Integer, Integer> map = new SwissMap<>(java.util.Map.of(1, 1, 2, 2));
        for (Integer key : map.keySet()) {
            map.put(key, 5);
        }
        assertThat(map).isEqualTo(java.util.Map.of(1, 5, 2, 5));
    }

    @Test
    void poisonedMap_everyLaterCall_throwsWithTheFirstErrorAsCause() {
        SwissMap<Integer, Integer> map = new SwissMap<>();
        Throwable first = during(map, () -> map.get(5));
        for (Runnable later : List.<Runnable>of(
                () -> map.get(1),
                () -> map.put(1, 1),
                map::size,
                map::clear,
                () -> map.keySet().iterator(),
                () -> map.remove(1))) {
            ConcurrentMapMisuseError again = catchThrowableOfType(ConcurrentMapMisuseError.class, later::run);
            assertThat(again)
                    .hasMessageContaining("map poisoned by an earlier misuse")
                    .hasCause(first);
        }
    }

    @Test
    void logPolicy_everyMisuse_isReportedAndCounted() {
        List<MisuseReport> reports = Collections.synchronizedList(new ArrayList<>());
        SwissMap<Integer, Integer> map = SwissMap.<Integer, Integer>builder()
                .misusePolicy(MisusePolicy.LOG)
                .onMisuse(reports::add)
                .build();
        assertThat(during(map, () -> map.get(5))).isNull();
        assertThat(during(map, () -> map.get(6))).isNull();
        assertThat(map.misuses()).isEqualTo(2);
        assertThat(reports).hasSize(2);
        assertThat(map.get(1)).isEqualTo(1);
    }

    @Test
    void handOver_byAThreadThatIsNotTheOwner_isAMisuse() throws InterruptedException {
        SwissMap<Integer, Integer> map =
                SwissMap.<Integer, Integer>builder().strictOwnership().build();
        List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
        start(() -> map.handOver(), errors).join();
        assertThat(errors).singleElement().isInstanceOf(ConcurrentMapMisuseError.class);
    }

    @Test
    void handOver_twoThreadsClaimAtOnce_notBothGoOn() throws InterruptedException {
        for (int run = 0; run < RUNS; run++) {
            SwissMap<Integer, Integer> map =
                    SwissMap.<Integer, Integer>builder().strictOwnership().build();
            map.handOver();
            CountDownLatch both = new CountDownLatch(2);
            List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
            Runnable claim = () -> {
                both.countDown();
                await(both);
                map.size();
            };
            Thread a = start(claim, errors);
            Thread b = start(claim, errors);
            a.join();
            b.join();
            assertThat(errors).hasSizeBetween(1, 2).allMatch(ConcurrentMapMisuseError.class::isInstance);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void computeIfAbsent_recursive_namesBothCalls() {
        SwissMap<Integer, Integer> map = new SwissMap<>();
        assertThatThrownBy(() -> map.computeIfAbsent(1, key -> innerCall(map)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("recursive update of SwissMap: put called at "
                        + getClass().getName() + ".innerCall")
                .hasMessageContaining("inside the function of computeIfAbsent called at "
                        + getClass().getName());
        assertThat(map).isEmpty();
        map.put(1, 1);
        map.checkInvariants();
    }

    private static Integer innerCall(SwissMap<Integer, Integer> map) {
        map.put(2, 2);
        return 2;
    }

    @Test
    void haltPolicy_misuse_endsTheProcessWithStatus2() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        placeOf(SwissMap.class) + File.pathSeparator + placeOf(Halts.class),
                        Halts.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(output)
                .startsWith("fatal error: concurrent map writes on SwissMap \"halting\"")
                .doesNotContain("swallowed")
                .doesNotContain("finally");
    }

    private static Path placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** The program of the test above: neither a catch nor a finally nor a shutdown hook may run. */
    static final class Halts {
        private Halts() {}

        public static void main(String[] args) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("swallowed by a hook")));
            SwissMap<Integer, Integer> map = SwissMap.<Integer, Integer>builder()
                    .label("halting")
                    .misusePolicy(MisusePolicy.HALT)
                    .strictOwnership()
                    .build();
            Thread thread = new Thread(() -> {
                try {
                    map.put(1, 1);
                } catch (Throwable swallowed) {
                    System.out.println("swallowed " + swallowed);
                } finally {
                    System.out.println("finally");
                }
            });
            thread.start();
            thread.join();
        }
    }
}
