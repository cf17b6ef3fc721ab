package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.maps.GoHmaps.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each thread has keys of its own and knows what they must be, while the other threads make the structure around them change: the trie
 * grows and is pruned where the keys meet, dirty is promoted and rebuilt.
 */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SyncMapStressTest {
    private static final int OPERATIONS = TestScale.of(150_000, 5_000_000);
    private static final int THREADS = 3;

    static Stream<Arguments> engines() {
        Supplier<SyncMap<Object, Integer>> readDirty = SyncMap::readDirty;
        Supplier<SyncMap<Object, Integer>> hashTrie = SyncMap::hashTrie;
        return Stream.of(Arguments.of("readDirty", readDirty), Arguments.of("hashTrie", hashTrie));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("engines")
    void ownKeys_besideThreadsThatChangeTheStructure_areWhatTheyWereSetTo(
            String name, Supplier<SyncMap<Object, Integer>> maker) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int map = 0; map < 8; map++) {
                SyncMap<Object, Integer> shared = maker.get();
                List<Future<?>> done = new ArrayList<>();
                for (int t = 0; t < THREADS; t++) {
                    int thread = t;
                    done.add(threads.submit(() -> play(shared, thread)));
                }
                for (Future<?> future : done) {
                    future.get();
                }
                shared.checkInvariants();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void play(SyncMap<Object, Integer> map, int thread) {
        int turns = OPERATIONS / 8 / 4;
        for (int i = 0; i < turns; i++) {
            // Two keys of all threads have one hash: they share a place in the trie, which comes and goes.
            Key key = new Key(thread * 10 + i % 2, 1_000 + i % 2);
            map.store(key, i);
            check(map.load(key).value(), i);
            check(map.swap(key, i + 1).value(), i);
            check(map.loadAndDelete(key).value(), i + 1);
            check(map.load(key).value(), null);
        }
    }

    private static void check(Integer found, Integer expected) {
        if (found == null ? expected != null : !found.equals(expected)) {
            assertThat(found).isEqualTo(expected);
        }
    }
}
