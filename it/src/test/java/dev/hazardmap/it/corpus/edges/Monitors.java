package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.all;
import static dev.hazardmap.it.corpus.Threads.inOrder;
import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;

/** JLS 17.4.4: an unlock happens-before every later lock of the same monitor, however the block was left. */
@Corpus(Mode.MAPS)
class Monitors {
    private static final class Guarded {
        private final Map<String, Integer> map = new HashMap<>();

        synchronized void put(String key) {
            map.put(key, 1);
        }

        synchronized Integer get(String key) {
            return map.get(key);
        }

        Integer getUnlocked(String key) {
            return map.get(key);
        }

        synchronized void putAndFail(String key) {
            map.put(key, 1);
            throw new UnsupportedOperationException(key);
        }

        static synchronized void putUnderTheClass(Guarded target, String key) {
            target.map.put(key, 1);
        }

        static synchronized Integer getUnderTheClass(Guarded target, String key) {
            return target.map.get(key);
        }
    }

    static void noRace_synchronizedBlocks() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        pair(
                () -> {
                    synchronized (map) {
                        map.put("a", 1);
                    }
                },
                () -> {
                    synchronized (map) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_synchronizedOnTwoObjects() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Object other = new Object();
        pair(
                () -> {
                    synchronized (map) {
                        map.put("a", 1);
                    }
                },
                () -> {
                    synchronized (other) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_onlyOneSideLocks() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        pair(
                () -> {
                    synchronized (map) {
                        map.put("a", 1);
                    }
                },
                () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterTheUnlock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        inOrder(
                () -> {
                    synchronized (map) {
                        map.size();
                    }
                    map.put("a", 1);
                },
                () -> {
                    synchronized (map) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_getBeforeTheLock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Object lock = new Object();
        inOrder(
                () -> {
                    synchronized (lock) {
                        map.put("a", 1);
                    }
                },
                () -> {
                    map.get("a");
                    synchronized (lock) {
                        lock.hashCode();
                    }
                });
    }

    static void noRace_synchronizedMethods() throws Exception {
        Guarded guarded = new Guarded();
        pair(() -> guarded.put("a"), () -> guarded.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_synchronizedMethodAndPlainMethod() throws Exception {
        Guarded guarded = new Guarded();
        pair(() -> guarded.put("a"), () -> guarded.getUnlocked("a"));
    }

    static void noRace_staticSynchronizedMethods() throws Exception {
        Guarded guarded = new Guarded();
        pair(() -> Guarded.putUnderTheClass(guarded, "a"), () -> Guarded.getUnderTheClass(guarded, "a"));
    }

    /** One locks the class, the other the instance. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_staticAndInstanceSynchronizedMethods() throws Exception {
        Guarded guarded = new Guarded();
        pair(() -> Guarded.putUnderTheClass(guarded, "a"), () -> guarded.get("a"));
    }

    static void noRace_synchronizedMethodLeftByAnException() throws Exception {
        Guarded guarded = new Guarded();
        inOrder(
                () -> {
                    try {
                        guarded.putAndFail("a");
                    } catch (UnsupportedOperationException expected) {
                        // Left the method, and with it the monitor.
                    }
                },
                () -> guarded.get("a"));
    }

    static void noRace_synchronizedBlockLeftByAnException() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        inOrder(
                () -> {
                    try {
                        synchronized (map) {
                            map.put("a", 1);
                            throw new UnsupportedOperationException();
                        }
                    } catch (UnsupportedOperationException expected) {
                        // Left the block, and with it the monitor.
                    }
                },
                () -> {
                    synchronized (map) {
                        map.get("a");
                    }
                });
    }

    /** The inner exit releases nothing, the outer one everything. */
    static void noRace_reentrantMonitor() throws Exception {
        Guarded guarded = new Guarded();
        pair(
                () -> {
                    synchronized (guarded) {
                        guarded.get("x");
                        guarded.map.put("a", 1);
                    }
                },
                () -> guarded.get("a"));
    }

    /** Hand over hand: the edge passes through a third thread. */
    static void noRace_transitiveThroughTwoMonitors() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Object one = new Object();
        Object two = new Object();
        Hint left = new Hint();
        Hint passedOn = new Hint();
        all(
                () -> {
                    synchronized (one) {
                        map.put("a", 1);
                    }
                    left.give();
                },
                () -> {
                    left.await();
                    synchronized (one) {
                        synchronized (two) {
                            passedOn.give();
                        }
                    }
                },
                () -> {
                    passedOn.await();
                    synchronized (two) {
                        map.get("a");
                    }
                });
    }
}
