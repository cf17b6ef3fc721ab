package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StackIdsTest {
    private final StackIds ids = new StackIds();

    @Test
    void find_neverPut_zero() {
        ids.put(5, 1);

        assertThat(ids.find(7)).isZero();
    }

    @Test
    void put_knownHash_keepsTheFirstNumber() {
        ids.put(5, 1);
        ids.put(5, 2);

        assertThat(ids.find(5)).isEqualTo(1);
    }

    @Test
    void find_manyHashes_asPut() {
        Random random = new Random(9);
        Map<Long, Integer> model = new HashMap<>();
        for (int i = 1; i < 20_000; i++) {
            long hash = i % 3 == 0 ? (long) i << 40 | 1 : random.nextLong() | 1; // a third falls on few entries
            ids.put(hash, i);
            model.putIfAbsent(hash, i);
        }
        model.forEach((hash, id) -> assertThat(ids.find(hash)).isEqualTo(id));
    }

    /** The reader takes no lock: it may miss a number that is being added, it must never read a wrong one. */
    @Test
    void find_whileAnotherThreadPuts_rightNumberOrNone() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger wrong = new AtomicInteger();
        Thread reader = new Thread(() -> {
            Random random = new Random(1);
            while (!done.get()) {
                int id = 1 + random.nextInt(50_000);
                int found = ids.find(hash(id));
                if (found != 0 && found != id) {
                    wrong.incrementAndGet();
                }
            }
        });
        reader.start();
        for (int id = 1; id <= 50_000; id++) {
            ids.put(hash(id), id);
        }
        done.set(true);
        reader.join();

        assertThat(wrong).hasValue(0);
        assertThat(ids.find(hash(50_000))).isEqualTo(50_000);
    }

    private static long hash(int id) {
        return id * 0x9E3779B97F4A7C15L | 1;
    }
}
