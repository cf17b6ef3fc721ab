package dev.hazardmap.it.corpus.fields;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;
import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Action;
import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Data structures that applications write themselves, lock-free ones among them, and each with its mistake. */
@Corpus(Mode.FULL)
class OwnStructures {
    private static final class Node {
        final String item;
        Node next;

        Node(String item) {
            this.item = item;
        }
    }

    /** Treiber's stack: next is plain, and written before the node is published. */
    private static final class Treiber {
        private final AtomicReference<Node> head = new AtomicReference<>();

        void push(String item) {
            Node node = new Node(item);
            do {
                node.next = head.get();
            } while (!head.compareAndSet(node.next, node));
        }

        String pop() {
            Node node;
            do {
                node = head.get();
            } while (node != null && !head.compareAndSet(node, node.next));
            return node == null ? null : node.item;
        }

        /** Links the node again after it was published. */
        void relink() {
            head.get().next = null;
        }
    }

    private static final class PlainStack {
        private Node head;

        void push(String item) {
            Node node = new Node(item);
            node.next = head;
            head = node;
        }

        synchronized void pushLocked(String item) {
            push(item);
        }
    }

    /** One producer, one consumer: the elements are plain, the indices release and acquire. */
    private static final class Ring {
        private final Object[] slots = new Object[4];
        private final AtomicInteger written = new AtomicInteger();
        private final AtomicInteger read = new AtomicInteger();

        void put(Object item) {
            int at = written.getPlain();
            while (at - read.getAcquire() == slots.length) {
                Thread.yield();
            }
            slots[at & 3] = item;
            written.setRelease(at + 1);
        }

        Object take() {
            int at = read.getPlain();
            while (written.getAcquire() == at) {
                Thread.yield();
            }
            Object item = slots[at & 3];
            read.setRelease(at + 1);
            return item;
        }

        void putOpaque(Object item) {
            int at = written.getPlain();
            slots[at & 3] = item;
            written.setOpaque(at + 1);
        }
    }

    /** A sequence lock: the data is read in opaque mode and thrown away when the sequence moved. */
    private static final class SeqLock {
        private static final VarHandle X;
        private final AtomicInteger sequence = new AtomicInteger();
        private int x;

        static {
            try {
                X = MethodHandles.lookup().findVarHandle(SeqLock.class, "x", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        void write(int value) {
            sequence.setOpaque(sequence.getPlain() + 1);
            VarHandle.releaseFence();
            X.setOpaque(this, value);
            sequence.setRelease(sequence.getPlain() + 1);
        }

        int read() {
            while (true) {
                int before = sequence.getAcquire();
                int value = (int) X.getOpaque(this);
                VarHandle.acquireFence();
                if ((before & 1) == 0 && sequence.getOpaque() == before) {
                    return value;
                }
            }
        }

        int readPlain() {
            return x;
        }
    }

    /** A pooled object, reset by whoever takes it. */
    private static final class Buffer {
        int length;
    }

    static void noRace_treiberStack() throws Exception {
        Treiber stack = new Treiber();
        both(
                () -> {
                    for (int i = 0; i < 50; i++) {
                        stack.push("a");
                    }
                },
                () -> {
                    for (int i = 0; i < 50; i++) {
                        stack.pop();
                    }
                });
    }

    @Raced(on = Node.class)
    static void race_treiberNodeLinkedAgainAfterPublication() throws Exception {
        Treiber stack = new Treiber();
        stack.push("a");
        stack.push("b");
        inOrder(() -> stack.relink(), () -> stack.pop());
    }

    @Raced(on = PlainStack.class)
    static void race_plainStack() throws Exception {
        PlainStack stack = new PlainStack();
        pair(() -> stack.push("a"), () -> stack.push("b"));
    }

    static void noRace_plainStackUnderALock() throws Exception {
        PlainStack stack = new PlainStack();
        pair(() -> stack.pushLocked("a"), () -> stack.pushLocked("b"));
    }

    static void noRace_ringBuffer() throws Exception {
        Ring ring = new Ring();
        both(
                () -> {
                    for (int i = 0; i < 20; i++) {
                        ring.put("x");
                    }
                },
                () -> {
                    for (int i = 0; i < 20; i++) {
                        ring.take();
                    }
                });
    }

    @Raced(on = Object[].class)
    static void race_ringBufferWithAnOpaqueIndex() throws Exception {
        Ring ring = new Ring();
        inOrder(() -> ring.putOpaque("x"), () -> ring.take());
    }

    static void noRace_sequenceLock() throws Exception {
        SeqLock lock = new SeqLock();
        both(() -> lock.write(1), () -> lock.read());
    }

    @Raced(on = SeqLock.class)
    static void race_sequenceLockReadWithoutTheSequence() throws Exception {
        SeqLock lock = new SeqLock();
        inOrder(() -> lock.write(1), () -> lock.readPlain());
    }

    static void noRace_pooledObject() throws Exception {
        ConcurrentLinkedQueue<Buffer> pool = new ConcurrentLinkedQueue<>();
        pool.offer(new Buffer());
        Action use = () -> {
            Buffer buffer;
            while ((buffer = pool.poll()) == null) {
                Thread.yield();
            }
            buffer.length++;
            pool.offer(buffer);
        };
        both(use, use);
    }

    /** Given back to the pool, and still used. */
    @Raced(on = Buffer.class)
    static void race_pooledObjectUsedAfterItsReturn() throws Exception {
        ConcurrentLinkedQueue<Buffer> pool = new ConcurrentLinkedQueue<>();
        pool.offer(new Buffer());
        inOrder(
                () -> {
                    Buffer buffer = pool.poll();
                    pool.offer(buffer);
                    buffer.length = 1;
                },
                () -> pool.poll().length++);
    }

    static void noRace_objectOfAThreadLocal() throws Exception {
        ThreadLocal<Buffer> local = ThreadLocal.withInitial(Buffer::new);
        Action use = () -> local.get().length++;
        pair(use, use);
    }

    @Raced(on = Buffer.class)
    static void race_objectOfTwoThreadLocals() throws Exception {
        Buffer buffer = new Buffer();
        ThreadLocal<Buffer> local = ThreadLocal.withInitial(() -> buffer);
        Action use = () -> local.get().length++;
        pair(use, use);
    }

    /** Stop flag without volatile: the classic that never ends once compiled. */
    @Raced(on = Buffer.class)
    static void race_plainStopFlag() throws Exception {
        Buffer flag = new Buffer();
        Hint set = new Hint();
        both(
                () -> {
                    flag.length = 1;
                    set.give();
                },
                () -> {
                    set.await();
                    while (flag.length == 0) {
                        Thread.yield();
                    }
                });
    }
}
