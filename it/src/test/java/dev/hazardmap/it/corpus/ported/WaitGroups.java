package dev.hazardmap.it.corpus.ported;

import static dev.hazardmap.it.corpus.Threads.all;
import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;

/** waitgroup_test.go and fork/join by hand. */
@Corpus(Mode.FIELDS)
class WaitGroups {
    static void noRace_latch() throws Exception {
        Cell c = new Cell();
        CountDownLatch done = new CountDownLatch(1);
        both(
                () -> {
                    c.v = 1;
                    done.countDown();
                },
                () -> {
                    done.await();
                    c.v++;
                });
    }

    @Raced(on = Cell.class)
    static void race_latchOfTwoCountedOnce() throws Exception {
        Cell c = new Cell();
        CountDownLatch done = new CountDownLatch(1);
        Hint late = new Hint();
        all(
                () -> done.countDown(),
                () -> {
                    c.v = 1;
                    late.give();
                },
                () -> {
                    done.await();
                    late.await();
                    c.v++;
                });
    }

    @Raced(on = Cell.class)
    static void race_twoWorkersOfOneGroup() throws Exception {
        Cell c = new Cell();
        CountDownLatch done = new CountDownLatch(2);
        Hint first = new Hint();
        all(
                () -> {
                    c.v++;
                    first.give();
                    done.countDown();
                },
                () -> {
                    first.await();
                    c.v++;
                    done.countDown();
                },
                done::await);
    }

    static void noRace_resultsPerWorker() throws Exception {
        Cell[] cells = {new Cell(), new Cell(), new Cell()};
        CountDownLatch done = new CountDownLatch(2);
        all(
                () -> {
                    cells[0].v++;
                    done.countDown();
                },
                () -> {
                    cells[1].v++;
                    done.countDown();
                },
                () -> {
                    done.await();
                    cells[2].v = cells[0].v + cells[1].v;
                });
    }

    @Raced(on = Cell.class)
    static void race_workAfterDone() throws Exception {
        Cell c = new Cell();
        CountDownLatch done = new CountDownLatch(1);
        Hint late = new Hint();
        both(
                () -> {
                    done.countDown();
                    c.v = 1;
                    late.give();
                },
                () -> {
                    done.await();
                    late.await();
                    c.v++;
                });
    }

    static void noRace_barrierPhases() throws Exception {
        Cell left = new Cell();
        Cell right = new Cell();
        CyclicBarrier barrier = new CyclicBarrier(2);
        both(() -> rounds(barrier, left, right), () -> rounds(barrier, right, left));
    }

    private static void rounds(CyclicBarrier barrier, Cell own, Cell other) throws Exception {
        for (int i = 0; i < 5; i++) {
            own.v++;
            barrier.await();
            own.other = other.v;
            barrier.await();
        }
    }

    @Raced(on = Cell.class)
    static void race_barrierForgotten() throws Exception {
        Cell left = new Cell();
        CyclicBarrier barrier = new CyclicBarrier(2);
        Hint read = new Hint();
        both(
                () -> {
                    left.v++;
                    barrier.await();
                    read.await();
                    left.v++;
                },
                () -> {
                    barrier.await();
                    left.other = left.v;
                    read.give();
                });
    }

    static void noRace_barrierActionSeesAll() throws Exception {
        Cell left = new Cell();
        Cell right = new Cell();
        int[] sum = new int[1];
        CyclicBarrier barrier = new CyclicBarrier(2, () -> sum[0] = left.v + right.v);
        both(
                () -> {
                    left.v = 1;
                    barrier.await();
                    left.other = sum[0];
                },
                () -> {
                    right.v = 1;
                    barrier.await();
                    right.other = sum[0];
                });
    }

    static void noRace_phaser() throws Exception {
        Cell left = new Cell();
        Cell right = new Cell();
        Phaser phaser = new Phaser(2);
        both(
                () -> {
                    left.v = 1;
                    phaser.arriveAndAwaitAdvance();
                    left.other = right.v;
                },
                () -> {
                    right.v = 1;
                    phaser.arriveAndAwaitAdvance();
                    right.other = left.v;
                });
    }

    static void noRace_phaserDeregistration() throws Exception {
        Cell c = new Cell();
        Phaser phaser = new Phaser(2);
        both(
                () -> {
                    c.v = 1;
                    phaser.arriveAndDeregister();
                },
                () -> {
                    phaser.arriveAndAwaitAdvance();
                    c.v++;
                });
    }

    static void noRace_onAdvanceSeesTheArrived() throws Exception {
        Cell c = new Cell();
        Phaser phaser = new Phaser(2) {
            @Override
            protected boolean onAdvance(int phase, int parties) {
                c.v++;
                return true;
            }
        };
        both(() -> phaser.arriveAndAwaitAdvance(), () -> {
            c.v = 1;
            phaser.arriveAndAwaitAdvance();
        });
    }

    @Raced(on = Cell.class)
    static void race_arriveWithoutAwaiting() throws Exception {
        Cell c = new Cell();
        Phaser phaser = new Phaser(3);
        inOrder(
                () -> {
                    c.v = 1;
                    phaser.arrive();
                },
                () -> {
                    phaser.arrive();
                    c.v++;
                });
    }

    static void noRace_startAndJoinMany() throws Exception {
        Cell[] cells = new Cell[5];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            Cell mine = new Cell();
            cells[i] = mine;
            mine.v = i;
            Thread t = new Thread(() -> mine.v++);
            threads.add(t);
            t.start();
        }
        for (Thread t : threads) {
            t.join();
        }
        for (Cell cell : cells) {
            cell.v++;
        }
    }

    @Raced(on = Cell.class)
    static void race_joinThatTimedOut() throws Exception {
        Cell c = new Cell();
        Hint read = new Hint();
        Hint wrote = new Hint();
        Thread t = new Thread(() -> {
            c.v = 1;
            wrote.give();
            read.await();
        });
        t.start();
        wrote.await();
        t.join(1);
        c.v++;
        read.give();
        t.join();
    }

    static void noRace_isAliveThatSawTheEnd() throws Exception {
        Cell c = new Cell();
        Thread t = new Thread(() -> c.v = 1);
        t.start();
        while (t.isAlive()) {
            Thread.onSpinWait();
        }
        c.v++;
    }

    static void noRace_grandchildJoined() throws Exception {
        Cell c = new Cell();
        Thread child = new Thread(() -> {
            Thread grandchild = new Thread(() -> c.v = 1);
            grandchild.start();
            dev.hazardmap.it.corpus.Threads.unchecked(grandchild::join);
        });
        child.start();
        child.join();
        c.v++;
    }

    @Raced(on = Cell.class)
    static void race_grandchildNotJoined() throws Exception {
        Cell c = new Cell();
        Hint wrote = new Hint();
        Thread child = new Thread(() -> {
            Thread grandchild = new Thread(() -> {
                c.v = 1;
                wrote.give();
            });
            grandchild.start();
        });
        child.start();
        child.join();
        wrote.await();
        c.v++;
    }

    static void noRace_countedDownByAnAtomic() throws Exception {
        Cell c = new Cell();
        AtomicInteger left = new AtomicInteger(2);
        both(() -> lastOne(left, c, 1), () -> lastOne(left, c, 2));
    }

    private static void lastOne(AtomicInteger left, Cell c, int own) {
        if (own == 1) {
            c.v = own;
        } else {
            c.other = own;
        }
        if (left.decrementAndGet() == 0) {
            c.wide = c.v + c.other;
        }
    }
}
