package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;

/** wait releases the monitor on entry and acquires it before it returns; notify itself orders nothing. */
@Corpus(Mode.MAPS)
class WaitNotify {
    /** A condition guarded by its own monitor. */
    private static final class Flag {
        private boolean set;

        synchronized void set() {
            set = true;
            notifyAll();
        }

        synchronized void await() throws InterruptedException {
            while (!set) {
                wait();
            }
        }
    }

    static void noRace_notifyThenWait() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Flag flag = new Flag();
        both(
                () -> {
                    map.put("a", 1);
                    flag.set();
                },
                () -> {
                    flag.await();
                    map.get("a");
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterTheNotify() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Flag flag = new Flag();
        Hint put = new Hint();
        both(
                () -> {
                    flag.set();
                    map.put("a", 1);
                    put.give();
                },
                () -> {
                    flag.await();
                    put.await();
                    map.get("a");
                });
    }

    /** The waiter wrote before it waited: its wait let go of the monitor. */
    static void noRace_waitReleasesOnEntry() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Object lock = new Object();
        Hint inside = new Hint();
        both(
                () -> {
                    synchronized (lock) {
                        map.put("a", 1);
                        inside.give();
                        lock.wait(10_000);
                    }
                },
                () -> {
                    inside.await();
                    synchronized (lock) {
                        map.get("a");
                        lock.notifyAll();
                    }
                });
    }

    /** A timed wait that nobody notified has acquired the monitor all the same. */
    static void noRace_timedOutWaitAcquires() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Object lock = new Object();
        Hint inside = new Hint();
        Hint put = new Hint();
        both(
                () -> {
                    synchronized (lock) {
                        inside.give();
                        while (!put.given()) {
                            lock.wait(5);
                        }
                        map.get("a");
                    }
                },
                () -> {
                    inside.await();
                    synchronized (lock) {
                        map.put("a", 1);
                        put.give();
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_accessOutsideTheMonitorAfterWait() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Object lock = new Object();
        inOrder(
                () -> {
                    synchronized (lock) {
                        lock.wait(5);
                    }
                    map.put("a", 1);
                },
                () -> {
                    synchronized (lock) {
                        lock.wait(5);
                    }
                    map.get("a");
                });
    }
}
