package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.both;

import dev.hazardmap.it.corpus.Action;
import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Semaphore, latch, barrier, phaser, exchanger: each with the access before it (ordered) and after it (not). */
@Corpus(Mode.MAPS)
class Synchronizers {
    /** The left thread puts before its step, the right one gets after its step. */
    private static void across(Action left, Action leftStep, Action rightStep, Action right) throws Exception {
        both(
                () -> {
                    left.run();
                    leftStep.run();
                },
                () -> {
                    rightStep.run();
                    right.run();
                });
    }

    /** The left thread puts after its step; the right one, past its own step, gets later in time. */
    private static void beside(Action left, Action leftStep, Action rightStep, Action right) throws Exception {
        Hint done = new Hint();
        both(
                () -> {
                    leftStep.run();
                    left.run();
                    done.give();
                },
                () -> {
                    rightStep.run();
                    done.await();
                    right.run();
                });
    }

    static void noRace_semaphore() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Semaphore semaphore = new Semaphore(0);
        across(() -> map.put("a", 1), semaphore::release, semaphore::acquire, () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_semaphore() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Semaphore semaphore = new Semaphore(0);
        beside(() -> map.put("a", 1), semaphore::release, semaphore::acquire, () -> map.get("a"));
    }

    static void noRace_semaphoreAsAMutex() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Semaphore semaphore = new Semaphore(1, true);
        Action increment = () -> {
            semaphore.acquireUninterruptibly();
            map.merge("a", 1, Integer::sum);
            semaphore.release();
        };
        both(increment, increment);
    }

    /** Two permits let two threads in. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_semaphoreWithTwoPermits() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Semaphore semaphore = new Semaphore(2);
        Hint inside = new Hint();
        Hint put = new Hint();
        both(
                () -> {
                    semaphore.acquire();
                    inside.await();
                    map.put("a", 1);
                    put.give();
                },
                () -> {
                    semaphore.acquire();
                    inside.give();
                    put.await();
                    map.put("b", 1);
                });
    }

    static void noRace_latch() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CountDownLatch latch = new CountDownLatch(1);
        across(() -> map.put("a", 1), latch::countDown, latch::await, () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_latch() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CountDownLatch latch = new CountDownLatch(1);
        beside(() -> map.put("a", 1), latch::countDown, latch::await, () -> map.get("a"));
    }

    static void noRace_latchTimedAwait() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CountDownLatch latch = new CountDownLatch(1);
        across(() -> map.put("a", 1), latch::countDown, () -> latch.await(9, TimeUnit.SECONDS), () -> map.get("a"));
    }

    static void noRace_barrier() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CyclicBarrier barrier = new CyclicBarrier(2);
        across(() -> map.put("a", 1), barrier::await, barrier::await, () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_barrier() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CyclicBarrier barrier = new CyclicBarrier(2);
        beside(() -> map.put("a", 1), barrier::await, barrier::await, () -> map.get("a"));
    }

    static void noRace_barrierAction() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CyclicBarrier barrier = new CyclicBarrier(2, () -> map.put("a", 1));
        Action read = () -> {
            barrier.await();
            map.get("a");
        };
        both(read, read);
    }

    /** Before the barrier the parties are not ordered. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_samePhaseOfABarrier() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CyclicBarrier barrier = new CyclicBarrier(2);
        Hint put = new Hint();
        both(
                () -> {
                    map.put("a", 1);
                    put.give();
                    barrier.await();
                },
                () -> {
                    put.await();
                    map.put("b", 2);
                    barrier.await();
                });
    }

    static void noRace_phaser() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Phaser phaser = new Phaser(2);
        across(() -> map.put("a", 1), phaser::arrive, phaser::arriveAndAwaitAdvance, () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_phaser() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Phaser phaser = new Phaser(2);
        beside(() -> map.put("a", 1), phaser::arrive, phaser::arriveAndAwaitAdvance, () -> map.get("a"));
    }

    static void noRace_phaserAwaitAdvance() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Phaser phaser = new Phaser(1);
        across(() -> map.put("a", 1), phaser::arriveAndDeregister, () -> phaser.awaitAdvance(0), () -> map.get("a"));
    }

    static void noRace_phaserOnAdvance() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Runnable advance = () -> map.put("a", 1);
        Phaser phaser = new Phaser(2) {
            @Override
            protected boolean onAdvance(int phase, int registeredParties) {
                advance.run();
                return false;
            }
        };
        Action read = () -> {
            phaser.arriveAndAwaitAdvance();
            map.get("a");
        };
        both(read, read);
    }

    static void noRace_exchangerBothWays() throws Exception {
        Map<String, Integer> left = new HashMap<>();
        Map<String, Integer> right = new HashMap<>();
        Exchanger<String> exchanger = new Exchanger<>();
        both(
                () -> {
                    left.put("a", 1);
                    exchanger.exchange("x");
                    right.get("a");
                },
                () -> {
                    right.put("a", 1);
                    exchanger.exchange("y");
                    left.get("a");
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_exchanger() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Exchanger<String> exchanger = new Exchanger<>();
        beside(() -> map.put("a", 1), () -> exchanger.exchange("x"), () -> exchanger.exchange("y"), () -> map.get("a"));
    }
}
