package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import dev.hazardmap.it.corpus.Threads;
import java.util.HashMap;
import java.util.Map;

/** No horizon: however much lies between the two accesses, and however many threads came and went. */
@Corpus(Mode.MAPS)
class History {
    private static final int MANY = 1_000_000;

    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_afterAMillionOperationsOnTheMap() throws Exception {
        Map<Integer, Integer> map = new HashMap<>();
        inOrder(
                () -> {
                    for (int i = 0; i < MANY; i++) {
                        map.put(i & 63, 1);
                    }
                },
                () -> map.put(64, 1));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_afterAMillionOperationsElsewhere() throws Exception {
        Map<Integer, Integer> map = new HashMap<>();
        inOrder(
                () -> {
                    map.put(1, 1);
                    Map<Integer, Integer> other = new HashMap<>();
                    for (int i = 0; i < MANY; i++) {
                        other.put(i & 63, 1);
                    }
                },
                () -> map.get(1));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_afterManyShortThreads() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint put = new Hint();
        Hint end = new Hint();
        Thread first = Threads.thread(() -> {
            map.put("a", 1);
            put.give();
            end.await();
        });
        first.start();
        put.await();
        startAndJoin(300);
        map.get("a");
        end.give();
        first.join();
    }

    /** Ids of ended threads may be used again: an access of an ended thread must not look like the new one's own. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_ofThreadsThatEnded() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint first = new Hint();
        Hint second = new Hint();
        Thread one = Threads.thread(() -> {
            first.await();
            map.put("a", 1);
            second.give();
        });
        Thread two = Threads.thread(() -> {
            second.await();
            map.put("b", 1);
        });
        one.start();
        two.start();
        first.give();
        one.join();
        two.join();
    }

    static void noRace_manyShortThreadsOneAfterTheOther() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            Thread thread = Threads.thread(() -> map.merge("a", 1, Integer::sum));
            thread.start();
            thread.join();
        }
    }

    /** A map that died, and a new one at the same place in the heap, have nothing to do with each other. */
    static void noRace_shortLivedMaps() throws Exception {
        for (int round = 0; round < 20; round++) {
            Threads.both(() -> fill(2_000), () -> fill(2_000));
        }
    }

    private static void fill(int maps) {
        for (int i = 0; i < maps; i++) {
            Map<String, Integer> map = new HashMap<>();
            map.put("a", i);
            map.get("a");
        }
    }

    private static void startAndJoin(int threads) throws InterruptedException {
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {});
            thread.start();
            thread.join();
        }
    }
}
