package dev.hazardmap.it.corpus.ported;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Exchanger;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** chan_test.go and select_test.go: what a hand-over orders and what it doesn't. */
@Corpus(Mode.FIELDS)
class Channels {
    private static final String TOKEN = "token";

    private static void noRaceThrough(BlockingQueue<Object> queue) throws Exception {
        Cell c = new Cell();
        both(
                () -> {
                    c.v = 1;
                    queue.put(TOKEN);
                },
                () -> {
                    queue.take();
                    c.v++;
                });
    }

    static void noRace_unbuffered() throws Exception {
        noRaceThrough(new SynchronousQueue<>());
    }

    static void noRace_unbufferedFair() throws Exception {
        noRaceThrough(new SynchronousQueue<>(true));
    }

    static void noRace_buffered() throws Exception {
        noRaceThrough(new ArrayBlockingQueue<>(3));
    }

    static void noRace_unbounded() throws Exception {
        noRaceThrough(new LinkedBlockingQueue<>());
    }

    static void noRace_deque() throws Exception {
        noRaceThrough(new LinkedBlockingDeque<>());
    }

    static void noRace_transferQueue() throws Exception {
        noRaceThrough(new LinkedTransferQueue<>());
    }

    static void noRace_priorityQueue() throws Exception {
        noRaceThrough(new PriorityBlockingQueue<>());
    }

    @Raced(on = Cell.class)
    static void race_accessAfterTheSend() throws Exception {
        Cell c = new Cell();
        BlockingQueue<Object> queue = new ArrayBlockingQueue<>(3);
        Hint written = new Hint();
        both(
                () -> {
                    queue.put(TOKEN);
                    c.v = 1;
                    written.give();
                },
                () -> {
                    queue.take();
                    written.await();
                    c.v++;
                });
    }

    @Raced(on = Cell.class)
    static void race_accessBeforeTheReceive() throws Exception {
        Cell c = new Cell();
        BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
        inOrder(
                () -> {
                    c.v = 1;
                    queue.put(TOKEN);
                },
                () -> {
                    c.v++;
                    queue.take();
                });
    }

    /** The unbuffered hand-over orders both ways: whoever sent returns only when someone received. */
    static void noRace_receiverBeforeTheSenderOnASynchronousQueue() throws Exception {
        Cell c = new Cell();
        Exchanger<String> exchanger = new Exchanger<>();
        both(
                () -> {
                    c.v = 1;
                    exchanger.exchange(TOKEN);
                    exchanger.exchange(TOKEN);
                    c.v++;
                },
                () -> {
                    exchanger.exchange(TOKEN);
                    c.v++;
                    exchanger.exchange(TOKEN);
                });
    }

    /** Go: a receive happens before the completion of the send that reuses the buffer's place. */
    static void noRace_semaphoreByCapacity() throws Exception {
        Cell c = new Cell();
        BlockingQueue<Object> slots = new ArrayBlockingQueue<>(1);
        both(
                () -> {
                    slots.put(TOKEN);
                    c.v++;
                    slots.take();
                },
                () -> {
                    slots.put(TOKEN);
                    c.v++;
                    slots.take();
                });
    }

    @Raced(on = Cell.class)
    static void race_semaphoreOfCapacityTwo() throws Exception {
        Cell c = new Cell();
        BlockingQueue<Object> slots = new LinkedBlockingQueue<>(2);
        Hint inside = new Hint();
        Hint done = new Hint();
        both(
                () -> {
                    slots.put(TOKEN);
                    inside.await();
                    c.v++;
                    done.give();
                },
                () -> {
                    slots.put(TOKEN);
                    inside.give();
                    done.await();
                    c.v++;
                });
    }

    /** The message itself: who holds it owns it. */
    static void noRace_ownershipTravelsWithTheMessage() throws Exception {
        BlockingQueue<Cell> there = new ArrayBlockingQueue<>(1);
        BlockingQueue<Cell> back = new ArrayBlockingQueue<>(1);
        both(
                () -> {
                    Cell mine = new Cell();
                    for (int i = 0; i < 5; i++) {
                        mine.v++;
                        there.put(mine);
                        mine = back.take();
                    }
                },
                () -> {
                    for (int i = 0; i < 5; i++) {
                        Cell mine = there.take();
                        mine.v++;
                        back.put(mine);
                    }
                });
    }

    @Raced(on = Cell.class)
    static void race_messageTouchedAfterItWasSent() throws Exception {
        BlockingQueue<Cell> there = new ArrayBlockingQueue<>(1);
        Hint done = new Hint();
        both(
                () -> {
                    Cell mine = new Cell();
                    there.put(mine);
                    mine.v++;
                    done.give();
                },
                () -> {
                    Cell mine = there.take();
                    done.await();
                    mine.v++;
                });
    }

    static void noRace_pollUntilThere() throws Exception {
        Cell c = new Cell();
        ConcurrentLinkedQueue<Object> queue = new ConcurrentLinkedQueue<>();
        both(
                () -> {
                    c.v = 1;
                    queue.add(TOKEN);
                },
                () -> {
                    while (queue.poll() == null) {
                        Thread.onSpinWait();
                    }
                    c.v++;
                });
    }

    static void noRace_peekThatSawIt() throws Exception {
        Cell c = new Cell();
        ConcurrentLinkedDeque<Object> queue = new ConcurrentLinkedDeque<>();
        both(
                () -> {
                    c.v = 1;
                    queue.addFirst(TOKEN);
                },
                () -> {
                    while (queue.peekLast() == null) {
                        Thread.onSpinWait();
                    }
                    c.v++;
                });
    }

    @Raced(on = Cell.class)
    static void race_pollThatFoundNothing() throws Exception {
        Cell c = new Cell();
        BlockingQueue<Object> queue = new LinkedTransferQueue<>();
        inOrder(() -> c.v = 1, () -> {
            queue.poll();
            c.v++;
        });
    }

    /** select over two queues: whichever delivers orders its own sender only. */
    static void noRace_selectOfTwoQueues() throws Exception {
        Cell c = new Cell();
        BlockingQueue<Object> one = new LinkedBlockingQueue<>();
        BlockingQueue<Object> two = new LinkedBlockingQueue<>();
        both(
                () -> {
                    c.v = 1;
                    two.put(TOKEN);
                },
                () -> {
                    Object got = one.poll();
                    while (got == null) {
                        got = two.poll(1, TimeUnit.MILLISECONDS);
                        if (got == null) {
                            got = one.poll();
                        }
                    }
                    c.v++;
                });
    }

    @Raced(on = Cell.class)
    static void race_selectThatTookTheOther() throws Exception {
        Cell c = new Cell();
        BlockingQueue<Object> one = new LinkedBlockingQueue<>();
        BlockingQueue<Object> two = new LinkedBlockingQueue<>();
        one.put(TOKEN);
        inOrder(
                () -> {
                    c.v = 1;
                    two.put(TOKEN);
                },
                () -> {
                    Object got = one.poll();
                    if (got == null) {
                        got = two.take();
                    }
                    c.v++;
                });
    }

    static void noRace_closeByPoison() throws Exception {
        Cell c = new Cell();
        BlockingQueue<Object> queue = new ArrayBlockingQueue<>(2);
        both(
                () -> {
                    for (int i = 0; i < 10; i++) {
                        queue.put(i);
                    }
                    c.v = 5;
                    queue.put(TOKEN);
                },
                () -> {
                    Object got = queue.take();
                    while (got != TOKEN) {
                        got = queue.take();
                    }
                    c.v++;
                });
    }

    static void noRace_producersAndConsumersOfOwnedMessages() throws Exception {
        BlockingQueue<Cell> queue = new SynchronousQueue<>();
        both(
                () -> {
                    for (int i = 0; i < 20; i++) {
                        Cell c = new Cell();
                        c.v = i;
                        queue.put(c);
                    }
                },
                () -> {
                    for (int i = 0; i < 20; i++) {
                        queue.take().v++;
                    }
                });
    }

    static void noRace_exchangedBuffers() throws Exception {
        Exchanger<Cell> exchanger = new Exchanger<>();
        both(() -> fillAndSwap(exchanger), () -> fillAndSwap(exchanger));
    }

    private static void fillAndSwap(Exchanger<Cell> exchanger) throws InterruptedException {
        Cell mine = new Cell();
        for (int i = 0; i < 5; i++) {
            mine.v++;
            mine = exchanger.exchange(mine);
        }
    }

    static void noRace_transferReturnsAfterTheReceiverTook() throws Exception {
        LinkedTransferQueue<Cell> queue = new LinkedTransferQueue<>();
        Cell c = new Cell();
        both(
                () -> {
                    c.v = 1;
                    queue.transfer(c);
                },
                () -> queue.take().v++);
    }
}
