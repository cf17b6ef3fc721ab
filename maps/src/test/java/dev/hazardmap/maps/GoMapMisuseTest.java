package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hazardmap.maps.MisuseReport.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Detection of misuse in GoMap: Go's texts at Go's places, strict ownership on the first foreign operation. */
@Timeout(60)
class GoMapMisuseTest {
    /** The classic demos: what a second thread does to a map that belongs to the first. */
    private enum Foreign {
        WRITE(Kind.WRITES, map -> map.put(1, 1)),
        DELETE(Kind.WRITES, map -> map.remove(1)),
        DELETE_ABSENT(Kind.WRITES, map -> map.remove(-1)),
        CLEAR(Kind.WRITES, GoMap::clear),
        READ(Kind.READ_AND_WRITE, map -> map.get(1)),
        READ_ABSENT(Kind.READ_AND_WRITE, map -> map.get(-1)),
        SIZE(Kind.READ_AND_WRITE, GoMap::size),
        RANGE(Kind.ITERATION_AND_WRITE, map -> map.forEach((k, v) -> {})),
        CLONE(Kind.CLONE_AND_WRITE, GoMap::copy);

        private final Kind kind;
        private final Consumer<GoMap<Integer, Integer>> operation;

        Foreign(Kind kind, Consumer<GoMap<Integer, Integer>> operation) {
            this.kind = kind;
            this.operation = operation;
        }
    }

    private static GoMap<Integer, Integer> strictMap() {
        GoMap<Integer, Integer> map = GoMap.<Integer, Integer>builder()
                .label("demo")
                .strictOwnership()
                .build();
        for (int i = 0; i < 10; i++) {
            map.put(i, i);
        }
        return map;
    }

    private static Throwable failureInAnotherThread(Runnable body) throws Exception {
        FutureTask<Throwable> task = new FutureTask<>(() -> {
            try {
                body.run();
                return null;
            } catch (Throwable e) {
                return e;
            }
        });
        Thread thread = new Thread(task, "foreign");
        thread.start();
        return task.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(Foreign.class)
    void strict_foreignOperation_failsEveryTimeWithGosText(Foreign foreign) throws Exception {
        for (int run = 0; run < 100; run++) {
            GoMap<Integer, Integer> map = strictMap();
            Throwable failure = failureInAnotherThread(() -> foreign.operation.accept(map));
            assertThat(failure).isInstanceOfSatisfying(ConcurrentMapMisuseError.class, error -> {
                MisuseReport report = error.report();
                assertThat(report.kind()).isEqualTo(foreign.kind);
                assertThat(report.map().label()).isEqualTo("demo");
                assertThat(report.map().type()).isEqualTo("GoMap");
                assertThat(report.current().thread()).isEqualTo("foreign");
                assertThat(error).hasMessageContaining(foreign.kind.goText());
            });
            assertThatThrownBy(() -> map.get(1)).as("poisoned").isInstanceOf(ConcurrentMapMisuseError.class);
        }
    }

    @Test
    void strict_handOver_isNoMisuse() throws Exception {
        GoMap<Integer, Integer> map = strictMap();
        map.handOver();
        assertThat(failureInAnotherThread(() -> {
                    map.put(11, 11);
                    map.handOver();
                }))
                .isNull();
        assertThat(map.get(11)).isEqualTo(11);
        assertThat(map.misuses()).isZero();
    }

    /** A key that holds its writer inside the write until the test lets go. */
    private record Slow(CountDownLatch inside, CountDownLatch go) {
        @Override
        public int hashCode() {
            return 77_777;
        }

        @Override
        public boolean equals(Object o) {
            if (!(o instanceof Slow)) {
                return false; // A key of the same top hash, met by chance.
            }
            inside.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return this == o;
        }
    }

    private interface Meeting {
        void withAWriteInside(GoMap<Object, Integer> map) throws Exception;
    }

    /** Runs the meeting while another thread is in the middle of a put, then lets it go; returns that thread's failure. */
    private static Throwable duringAWrite(GoMap<Object, Integer> map, Meeting meeting) throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        map.put(new Slow(inside, go), 1);
        FutureTask<Throwable> task = new FutureTask<>(() -> {
            try {
                map.put(new Slow(inside, go), 2);
                return null;
            } catch (Throwable e) {
                return e;
            }
        });
        new Thread(task, "writer").start();
        inside.await();
        try {
            meeting.withAWriteInside(map);
        } finally {
            go.countDown();
        }
        return task.get(10, TimeUnit.SECONDS);
    }

    private static Kind kindOf(Runnable operation) {
        try {
            operation.run();
        } catch (ConcurrentMapMisuseError e) {
            return e.report().kind();
        }
        throw new AssertionError("no misuse found");
    }

    @Test
    void overlap_eachOperationDuringAWrite_hasGosText() throws Exception {
        List<Foreign> all = List.of(Foreign.values());
        for (Foreign foreign : all) {
            GoMap<Object, Integer> map = new GoMap<>();
            map.put(1, 1);
            duringAWrite(map, m -> {
                @SuppressWarnings({"unchecked", "rawtypes"})
                Runnable operation = () -> foreign.operation.accept((GoMap) m);
                assertThat(kindOf(operation)).as("%s", foreign).isEqualTo(foreign.kind);
            });
        }
    }

    @Test
    void overlap_iterationStepDuringAWrite_isFound() throws Exception {
        GoMap<Object, Integer> map = new GoMap<>();
        map.put(1, 1);
        map.put(2, 2);
        var it = map.keySet().iterator();
        it.next();
        duringAWrite(map, m -> assertThat(kindOf(it::next)).isEqualTo(Kind.ITERATION_AND_WRITE));
    }

    @Test
    void overlap_writerThatWasOverlapped_failsToo() throws Exception {
        GoMap<Object, Integer> map =
                GoMap.<Object, Integer>builder().misusePolicy(MisusePolicy.LOG).build();
        Throwable failure = duringAWrite(map, m -> m.put("x", 1));
        assertThat(failure).isNull();
        assertThat(map.misuses()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void bestEffort_readOfAnEmptyMap_isNeverFoundAsInGo() throws Exception {
        GoMap<Object, Integer> map =
                GoMap.<Object, Integer>builder().bestEffort().build();
        GoHmap<Object, Integer> h = map.hmap();
        h.flags |= GoHmap.HASH_WRITING;
        assertThat(map.get("k")).isNull();
        map.clear();
        assertThat(map.entrySet().iterator().hasNext()).isFalse();
        assertThat(map.copy()).isEmpty();
        assertThat(kindOf(() -> map.put("k", 1))).isEqualTo(Kind.WRITES);
    }

    @Test
    void bestEffort_flagSet_isFoundAtGosPlaces() {
        for (Foreign foreign : Foreign.values()) {
            if (foreign == Foreign.SIZE) {
                continue; // len() looks at no flag
            }
            GoMap<Integer, Integer> map =
                    GoMap.<Integer, Integer>builder().bestEffort().build();
            map.put(1, 1);
            map.hmap().flags |= GoHmap.HASH_WRITING;
            assertThat(kindOf(() -> foreign.operation.accept(map)))
                    .as("%s", foreign)
                    .isEqualTo(foreign.kind);
            assertThatThrownBy(() -> map.get(1)).as("poisoned").isInstanceOf(ConcurrentMapMisuseError.class);
        }
    }

    @Test
    void readersTogether_areNoMisuse() throws Exception {
        GoMap<Integer, Integer> map = new GoMap<>();
        for (int i = 0; i < 209; i++) {
            map.put(i, i);
        }
        List<Thread> readers = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread reader = new Thread(() -> {
                for (int pass = 0; pass < 200; pass++) {
                    map.forEach((k, v) -> map.get(k));
                }
            });
            readers.add(reader);
            reader.start();
        }
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(map.misuses()).isZero();
        assertThat(map.state().flags())
                .containsExactlyInAnyOrder(GoMapState.Flag.ITERATOR, GoMapState.Flag.OLD_ITERATOR);
    }
}
