package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.both;

import dev.hazardmap.it.corpus.Action;
import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TransferQueue;

/**
 * What was done before an element was put into a concurrent queue happens-before what is done after it was taken out; what
 * was done after the put doesn't.
 */
@Corpus(Mode.MAPS)
class Queues {
    private static void before(BlockingQueue<Ticket> queue, Action put, Action get) throws Exception {
        both(
                () -> {
                    put.run();
                    queue.put(new Ticket());
                },
                () -> {
                    queue.take();
                    get.run();
                });
    }

    private static void after(BlockingQueue<Ticket> queue, Action put, Action get) throws Exception {
        Hint done = new Hint();
        both(
                () -> {
                    queue.put(new Ticket());
                    put.run();
                    done.give();
                },
                () -> {
                    queue.take();
                    done.await();
                    get.run();
                });
    }

    /** An element for any queue, also those that compare or delay. */
    private static final class Ticket implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static BlockingQueue<Ticket> delayQueue() {
        return (BlockingQueue) new DelayQueue<Ticket>();
    }

    static void noRace_arrayBlockingQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        before(new ArrayBlockingQueue<>(1), () -> map.put("a", 1), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_arrayBlockingQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        after(new ArrayBlockingQueue<>(1), () -> map.put("a", 1), () -> map.get("a"));
    }

    static void noRace_linkedBlockingQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        before(new LinkedBlockingQueue<>(), () -> map.put("a", 1), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_linkedBlockingQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        after(new LinkedBlockingQueue<>(), () -> map.put("a", 1), () -> map.get("a"));
    }

    static void noRace_linkedBlockingDeque() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        before(new LinkedBlockingDeque<>(), () -> map.put("a", 1), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_linkedBlockingDeque() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        after(new LinkedBlockingDeque<>(), () -> map.put("a", 1), () -> map.get("a"));
    }

    static void noRace_priorityBlockingQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        before(new PriorityBlockingQueue<>(), () -> map.put("a", 1), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_priorityBlockingQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        after(new PriorityBlockingQueue<>(), () -> map.put("a", 1), () -> map.get("a"));
    }

    static void noRace_delayQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        before(delayQueue(), () -> map.put("a", 1), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_delayQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        after(delayQueue(), () -> map.put("a", 1), () -> map.get("a"));
    }

    static void noRace_synchronousQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        before(new SynchronousQueue<>(), () -> map.put("a", 1), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_synchronousQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        after(new SynchronousQueue<>(), () -> map.put("a", 1), () -> map.get("a"));
    }

    static void noRace_fairSynchronousQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        before(new SynchronousQueue<>(true), () -> map.put("a", 1), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_fairSynchronousQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        after(new SynchronousQueue<>(true), () -> map.put("a", 1), () -> map.get("a"));
    }

    static void noRace_linkedTransferQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        before(new LinkedTransferQueue<>(), () -> map.put("a", 1), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_linkedTransferQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        after(new LinkedTransferQueue<>(), () -> map.put("a", 1), () -> map.get("a"));
    }

    static void noRace_concurrentLinkedQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Queue<String> queue = new ConcurrentLinkedQueue<>();
        both(
                () -> {
                    map.put("a", 1);
                    queue.offer("x");
                },
                () -> {
                    while (queue.poll() == null) {
                        Thread.yield();
                    }
                    map.get("a");
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_concurrentLinkedQueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Queue<String> queue = new ConcurrentLinkedQueue<>();
        Hint done = new Hint();
        both(
                () -> {
                    queue.offer("x");
                    map.put("a", 1);
                    done.give();
                },
                () -> {
                    done.await();
                    queue.poll();
                    map.get("a");
                });
    }

    static void noRace_concurrentLinkedDeque() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentLinkedDeque<String> queue = new ConcurrentLinkedDeque<>();
        both(
                () -> {
                    map.put("a", 1);
                    queue.push("x");
                },
                () -> {
                    while (queue.pollLast() == null) {
                        Thread.yield();
                    }
                    map.get("a");
                });
    }

    /** The usual hand-over: the element is the map itself. */
    static void noRace_mapAsTheElement() throws Exception {
        BlockingQueue<Map<String, Integer>> queue = new LinkedBlockingQueue<>();
        both(
                () -> {
                    Map<String, Integer> map = new HashMap<>();
                    map.put("a", 1);
                    queue.put(map);
                },
                () -> queue.take().put("a", 2));
    }

    /** Used on after it was handed over. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_mapAsTheElementUsedAfterwards() throws Exception {
        BlockingQueue<Map<String, Integer>> queue = new ArrayBlockingQueue<>(1);
        Hint done = new Hint();
        both(
                () -> {
                    Map<String, Integer> map = new HashMap<>();
                    queue.put(map);
                    map.put("a", 1);
                    done.give();
                },
                () -> {
                    Map<String, Integer> map = queue.take();
                    done.await();
                    map.put("a", 2);
                });
    }

    static void noRace_transferWaitsForTheConsumer() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        TransferQueue<String> queue = new LinkedTransferQueue<>();
        both(
                () -> {
                    map.put("a", 1);
                    queue.transfer("x");
                },
                () -> {
                    queue.take();
                    map.get("a");
                });
    }

    /** Select-like polling of two queues: whatever came out of either was put in before. */
    static void noRace_pollingTwoQueues() throws Exception {
        BlockingQueue<Map<String, Integer>> one = new LinkedBlockingQueue<>();
        BlockingQueue<Map<String, Integer>> two = new ArrayBlockingQueue<>(4);
        both(
                () -> {
                    one.put(new HashMap<>(Map.of("a", 1)));
                    two.put(new HashMap<>(Map.of("b", 2)));
                },
                () -> {
                    int seen = 0;
                    while (seen < 2) {
                        Map<String, Integer> map = one.poll(1, TimeUnit.MILLISECONDS);
                        map = map == null ? two.poll() : map;
                        if (map != null) {
                            map.put("c", 3);
                            seen++;
                        }
                    }
                });
    }
}
