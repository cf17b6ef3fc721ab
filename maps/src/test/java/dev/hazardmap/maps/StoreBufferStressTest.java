package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The store-buffer litmus test: {@code put(x); get(y)} beside {@code put(y); get(x)}. One of both comes first and is seen by the other; both
 * see nothing only if a read overtook the write before it, in the processor's store buffer or in the compiler. This is what the full
 * fence at the end of each update is for.
 */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoreBufferStressTest {
    private static final int BATCHES = TestScale.of(3, 400);
    private static final int BATCH = 8_000;

    /** Two cells, empty at first. */
    private interface Cells {
        /** Fills one's own cell and says whether the other's is empty. */
        boolean otherIsEmptyAfterFilling(int mine);
    }

    static Stream<Arguments> maps() {
        return Stream.of(
                arguments(
                        "ConcurrentSwissMap, new keys",
                        seed -> cells(new ConcurrentSwissMap<>(0, TableLayout.of(8, seed)))),
                arguments("ConcurrentSwissMap, present keys", seed -> {
                    ConcurrentSwissMap<Integer, Integer> map = new ConcurrentSwissMap<>(0, TableLayout.of(8, seed));
                    map.put(0, 0);
                    map.put(1, 0);
                    return mine -> {
                        map.put(mine, 1);
                        return map.get(1 - mine) == 0;
                    };
                }),
                arguments("LongLongMap", seed -> {
                    LongLongMap map = new LongLongMap(0, TableLayout.of(8, seed), 0);
                    return mine -> {
                        map.put(mine, 1);
                        return map.get(1 - mine) == 0;
                    };
                }),
                arguments("SyncMap.hashTrie", seed -> {
                    SyncMap<Integer, Integer> map = SyncMap.hashTrie();
                    return mine -> {
                        map.store(mine, 1);
                        return !map.load(1 - mine).ok();
                    };
                }),
                arguments("SyncMap.readDirty", seed -> {
                    SyncMap<Integer, Integer> map = SyncMap.readDirty();
                    return mine -> {
                        map.store(mine, 1);
                        return !map.load(1 - mine).ok();
                    };
                }),
                arguments("SnapshotMap", seed -> cells(new SnapshotMap<>())));
    }

    private static Cells cells(java.util.Map<Integer, Integer> map) {
        return mine -> {
            map.put(mine, 1);
            return map.get(1 - mine) == null;
        };
    }

    private static Arguments arguments(String name, IntFunction<Cells> maker) {
        return Arguments.of(name, maker);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("maps")
    void putThenGetTheOther_onTwoThreads_oneSeesTheOther(String name, IntFunction<Cells> maker) throws Exception {
        int bothEmpty = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            bothEmpty += runBatch(maker, batch);
        }
        assertThat(bothEmpty).isZero();
    }

    private static volatile int ticks;
    private static int sink;

    private static void delay(int steps) {
        for (int i = 0; i < steps; i++) {
            sink += ticks; // A volatile load each: a nanosecond or so.
        }
    }

    private static int runBatch(IntFunction<Cells> maker, int batch) throws InterruptedException {
        Cells[] all = new Cells[BATCH];
        for (int i = 0; i < BATCH; i++) {
            all[i] = maker.apply(batch * BATCH + i);
        }
        boolean[][] empty = new boolean[2][BATCH];
        Rendezvous rendezvous = new Rendezvous(2);
        Thread[] threads = new Thread[2];
        for (int t = 0; t < 2; t++) {
            int mine = t;
            threads[t] = new Thread(() -> {
                for (int i = 0; i < BATCH; i++) {
                    rendezvous.meet(i);
                    delay(
                            mine == 0
                                    ? i % 16
                                    : i / 16 % 16); // Every distance of the two in time, up to some nanoseconds.
                    empty[mine][i] = all[i].otherIsEmptyAfterFilling(mine);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        int both = 0;
        for (int i = 0; i < BATCH; i++) {
            both += empty[0][i] && empty[1][i] ? 1 : 0;
        }
        return both;
    }
}
