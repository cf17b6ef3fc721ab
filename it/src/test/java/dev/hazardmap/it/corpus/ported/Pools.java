package dev.hazardmap.it.corpus.ported;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;
import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** atomic_test.go, pool_test.go, sync.Once, sync.Map, finalizer_test.go. */
@Corpus(Mode.FIELDS)
class Pools {
    private volatile int state;
    private int guarded;
    private static final AtomicIntegerFieldUpdater<Pools> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Pools.class, "state");

    private static final class Once {
        private final AtomicInteger done = new AtomicInteger();

        synchronized void slow(Runnable body) {
            if (done.get() == 0) {
                body.run();
                done.set(1);
            }
        }

        void run(Runnable body) {
            if (done.get() == 0) {
                slow(body);
            }
        }
    }

    private static final class Keyed extends WeakReference<Object> {
        int key;

        Keyed(Object referent, ReferenceQueue<Object> queue, int key) {
            super(referent, queue);
            this.key = key;
        }
    }

    private static final class Phantom extends PhantomReference<Object> {
        Cell cell;

        Phantom(Object referent, ReferenceQueue<Object> queue) {
            super(referent, queue);
            cell = new Cell();
        }
    }

    static void noRace_flagByCompareAndSet() throws Exception {
        Cell c = new Cell();
        AtomicBoolean flag = new AtomicBoolean();
        both(
                () -> {
                    c.v = 1;
                    flag.compareAndSet(false, true);
                },
                () -> {
                    while (!flag.get()) {
                        Thread.onSpinWait();
                    }
                    c.v++;
                });
    }

    static void noRace_spinLockByCompareAndSet() throws Exception {
        Cell c = new Cell();
        AtomicInteger lock = new AtomicInteger();
        both(() -> spin(lock, c), () -> spin(lock, c));
    }

    private static void spin(AtomicInteger lock, Cell c) {
        for (int i = 0; i < 50; i++) {
            while (!lock.compareAndSet(0, 1)) {
                Thread.onSpinWait();
            }
            c.v++;
            lock.set(0);
        }
    }

    static void noRace_spinLockByUpdater() throws Exception {
        Pools p = new Pools();
        both(p::spin, p::spin);
    }

    private void spin() {
        for (int i = 0; i < 50; i++) {
            while (!STATE.weakCompareAndSet(this, 0, 1)) {
                Thread.onSpinWait();
            }
            guarded++;
            STATE.set(this, 0);
        }
    }

    @Raced(on = Cell.class)
    static void race_writeAfterTheFlag() throws Exception {
        Cell c = new Cell();
        AtomicBoolean flag = new AtomicBoolean();
        inOrder(
                () -> {
                    flag.set(true);
                    c.v = 1;
                },
                () -> {
                    if (flag.get()) {
                        c.v++;
                    }
                });
    }

    @Raced(on = Cell.class)
    static void race_flagThatWasNotRead() throws Exception {
        Cell c = new Cell();
        AtomicBoolean flag = new AtomicBoolean();
        inOrder(
                () -> {
                    c.v = 1;
                    flag.set(true);
                },
                () -> {
                    flag.getPlain();
                    c.v++;
                });
    }

    static void noRace_addAndGetChain() throws Exception {
        Cell c = new Cell();
        AtomicInteger turn = new AtomicInteger();
        both(
                () -> {
                    c.v = 1;
                    turn.addAndGet(5);
                },
                () -> {
                    while (turn.getAcquire() != 5) {
                        Thread.onSpinWait();
                    }
                    c.v++;
                });
    }

    static void noRace_publishedByAReference() throws Exception {
        AtomicReference<Cell> box = new AtomicReference<>(new Cell());
        inOrder(
                () -> {
                    Cell c = new Cell();
                    c.v = 1;
                    box.setRelease(c);
                },
                () -> box.getAcquire().v++);
    }

    static void noRace_publishedByAnArrayElement() throws Exception {
        AtomicReferenceArray<Cell> box = new AtomicReferenceArray<>(4);
        box.set(2, new Cell());
        inOrder(
                () -> {
                    Cell c = new Cell();
                    c.v = 1;
                    box.lazySet(2, c);
                },
                () -> box.get(2).v++);
    }

    @Raced(on = Cell.class)
    static void race_otherArrayElement() throws Exception {
        AtomicReferenceArray<Cell> box = new AtomicReferenceArray<>(4);
        Cell c = new Cell();
        inOrder(
                () -> {
                    c.v = 1;
                    box.set(2, c);
                },
                () -> {
                    box.get(1);
                    c.v++;
                });
    }

    static void noRace_once() throws Exception {
        Once once = new Once();
        Cell c = new Cell();
        pair(
                () -> {
                    once.run(() -> c.v = 3);
                    c.ref.hashCode();
                },
                () -> {
                    once.run(() -> c.v = 3);
                    once.run(() -> c.v++);
                    Math.abs(c.v);
                });
    }

    @Raced(on = Cell.class)
    static void race_onceThatSetsTheFlagFirst() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Cell c = new Cell();
        pair(() -> early(done, c), () -> early(done, c));
    }

    private static void early(AtomicBoolean done, Cell c) {
        if (!done.getAndSet(true)) {
            c.v = 3;
        } else {
            Math.abs(c.v);
        }
    }

    static void noRace_poolThatIsAQueue() throws Exception {
        ConcurrentLinkedQueue<Cell> pool = new ConcurrentLinkedQueue<>();
        pool.add(new Cell());
        both(() -> borrow(pool), () -> borrow(pool));
    }

    private static void borrow(ConcurrentLinkedQueue<Cell> pool) {
        for (int i = 0; i < 50; i++) {
            Cell c = pool.poll();
            if (c != null) {
                c.v++;
                pool.offer(c);
            }
        }
    }

    @Raced(on = Cell.class)
    static void race_givenBackTooEarly() throws Exception {
        ConcurrentLinkedQueue<Cell> pool = new ConcurrentLinkedQueue<>();
        pool.add(new Cell());
        inOrder(
                () -> {
                    Cell c = pool.poll();
                    pool.offer(c);
                    c.v++;
                },
                () -> pool.poll().v++);
    }

    @Raced(on = ArrayDeque.class)
    static void race_unsynchronisedPool() throws Exception {
        Deque<Cell> pool = new ArrayDeque<>();
        pool.add(new Cell());
        pool.add(new Cell());
        pair(() -> pool.poll(), () -> pool.poll());
    }

    static void noRace_valueFromAConcurrentMap() throws Exception {
        ConcurrentHashMap<String, Cell> map = new ConcurrentHashMap<>();
        both(
                () -> {
                    Cell c = new Cell();
                    c.v = 1;
                    map.put("k", c);
                },
                () -> {
                    while (!map.containsKey("k")) {
                        Thread.onSpinWait();
                    }
                    map.get("k").v++;
                });
    }

    static void noRace_computedOnce() throws Exception {
        ConcurrentHashMap<String, Cell> map = new ConcurrentHashMap<>();
        pair(() -> bumpIn(map), () -> bumpIn(map));
    }

    private static void bumpIn(ConcurrentHashMap<String, Cell> map) {
        map.compute("k", (key, old) -> {
            Cell c = old == null ? new Cell() : old;
            c.v++;
            return c;
        });
    }

    @Raced(on = Cell.class)
    static void race_valueChangedOutsideTheMap() throws Exception {
        ConcurrentHashMap<String, Cell> map = new ConcurrentHashMap<>();
        map.put("k", new Cell());
        pair(() -> map.get("k").v++, () -> map.get("k").v++);
    }

    static void noRace_skipListPutIfAbsent() throws Exception {
        ConcurrentSkipListMap<String, Cell> map = new ConcurrentSkipListMap<>();
        pair(() -> putOrRead(map), () -> putOrRead(map));
    }

    private static void putOrRead(ConcurrentSkipListMap<String, Cell> map) {
        Cell mine = new Cell();
        mine.v = 1;
        Cell before = map.putIfAbsent("k", mine);
        Math.abs(before == null ? mine.v : before.v);
    }

    static void noRace_copyOnWriteElement() throws Exception {
        CopyOnWriteArrayList<Cell> list = new CopyOnWriteArrayList<>();
        both(
                () -> {
                    Cell c = new Cell();
                    c.v = 1;
                    list.add(c);
                },
                () -> {
                    while (list.isEmpty()) {
                        Thread.onSpinWait();
                    }
                    list.get(0).v++;
                });
    }

    /** The reference object was made before it can have been enqueued. */
    static void noRace_fieldOfAReferenceFromItsQueue() throws Exception {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Reference<?>[] keep = new Reference<?>[1];
        inOrder(() -> keep[0] = new Keyed(new Object(), queue, 7), () -> Math.abs(((Keyed) awaited(queue)).key));
    }

    static void noRace_cellOfAPhantomReference() throws Exception {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Reference<?>[] keep = new Reference<?>[1];
        inOrder(() -> keep[0] = new Phantom(new Object(), queue), () -> ((Phantom) awaited(queue)).cell.hashCode());
    }

    private static Reference<?> awaited(ReferenceQueue<Object> queue) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            System.gc();
            Reference<?> found = queue.remove(100);
            if (found != null) {
                return found;
            }
        }
        throw new IllegalStateException("nothing was enqueued");
    }

    @Raced(on = Keyed.class)
    static void race_fieldOfAReferenceThatIsNotFromItsQueue() throws Exception {
        Keyed keyed = new Keyed("", new ReferenceQueue<>(), 7);
        pair(() -> keyed.key = 1, () -> keyed.key++);
    }
}
