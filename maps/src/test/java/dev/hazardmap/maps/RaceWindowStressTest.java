package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Windows of an instruction or two, each tried many times by threads that meet right before it. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RaceWindowStressTest {
    private static final int ROUNDS = TestScale.of(15_000, 500_000);
    private static final long SEED = 99;

    private static void inStep(int rounds, IntConsumer one, IntConsumer other) throws InterruptedException {
        Rendezvous rendezvous = new Rendezvous(2);
        List<Throwable> failures = new ArrayList<>();
        Thread first = new Thread(() -> loop(rounds, rendezvous, one, failures));
        Thread second = new Thread(() -> loop(rounds, rendezvous, other, failures));
        first.start();
        second.start();
        first.join();
        second.join();
        assertThat(failures).isEmpty();
    }

    private static void loop(int rounds, Rendezvous rendezvous, IntConsumer step, List<Throwable> failures) {
        for (int round = 0; round < rounds; round++) {
            rendezvous.meet(round);
            try {
                step.accept(round);
            } catch (Throwable failure) {
                synchronized (failures) {
                    failures.add(failure);
                }
            }
        }
    }

    /** Keys that a table of one group can tell from key 0 by nothing but the key itself. */
    private static long[] twinsOfZero(int count) {
        int h2 = Swar.h2(Hashes.mix(0, SEED));
        long[] twins = new long[count];
        long key = 1;
        for (int i = 0; i < count; key++) {
            if (Swar.h2(Hashes.mix(key, SEED)) == h2) {
                twins[i++] = key;
            }
        }
        return twins;
    }

    @Test
    void longLongMap_newKey_isSeenWithItsValueAndAsNoOtherKey() throws InterruptedException {
        long[] keys = twinsOfZero(64);
        LongLongMap[] maps = new LongLongMap[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            maps[i] = new LongLongMap(0, TableLayout.of(8, SEED), -1);
        }
        inStep(ROUNDS, round -> maps[round].put(keys[round % 64], 7), round -> {
            LongLongMap map = maps[round];
            long key = keys[round % 64];
            long value;
            do {
                assertThatIs(map.get(0), -1);
                value = map.get(key);
            } while (value == -1);
            assertThatIs(value, 7);
        });
    }

    private static void assertThatIs(long found, long expected) {
        if (found != expected) {
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void strictMap_claimedByTwoThreads_belongsToOne() throws InterruptedException {
        List<SwissMap<Integer, Integer>> maps = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            SwissMap<Integer, Integer> map =
                    SwissMap.<Integer, Integer>builder().strictOwnership().build();
            map.handOver();
            maps.add(map);
        }
        AtomicInteger refused = new AtomicInteger();
        IntConsumer use = round -> {
            try {
                maps.get(round).size();
            } catch (ConcurrentMapMisuseError expected) {
                refused.incrementAndGet();
            }
        };
        inStep(ROUNDS, use, use);
        assertThat(refused.get()).as("refused: one of the two, each time").isEqualTo(ROUNDS);
    }

    /** Two splits at once in different tables, over and over: the directory must keep both. */
    @Test
    void splits_inTwoThreads_bothReachTheDirectory() throws InterruptedException {
        int maps = ROUNDS / 50;
        List<Map<Integer, Integer>> all = new ArrayList<>();
        for (int i = 0; i < maps; i++) {
            all.add(new ConcurrentSwissMap<>(0, TableLayout.of(8, i)));
        }
        inStep(maps, round -> fill(all.get(round), 0), round -> fill(all.get(round), 1_000));
        for (Map<Integer, Integer> map : all) {
            assertThat(map).hasSize(600);
            ((ConcurrentSwissMap<Integer, Integer>) map).checkInvariants();
        }
    }

    private static void fill(Map<Integer, Integer> map, int from) {
        for (int key = from; key < from + 300; key++) {
            map.put(key, key);
        }
    }
}
