package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;
import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Action;
import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;

/** Locks that applications write themselves, out of the edges that the language and the library give. */
@Corpus(Mode.MAPS)
class OwnSynchronizers {
    @SuppressWarnings("serial")
    private static final class Mutex extends AbstractQueuedSynchronizer {
        @Override
        protected boolean tryAcquire(int unused) {
            return compareAndSetState(0, 1);
        }

        @Override
        protected boolean tryRelease(int unused) {
            setState(0);
            return true;
        }
    }

    private static final class SpinLock {
        private final AtomicBoolean held = new AtomicBoolean();

        void lock() {
            while (!held.compareAndSet(false, true)) {
                Thread.onSpinWait();
            }
        }

        void unlock() {
            held.set(false);
        }

        void unlockRelease() {
            held.setRelease(false);
        }

        void unlockPlain() {
            held.setPlain(false);
        }
    }

    /** First in, first out: the example in LockSupport's documentation. */
    private static final class FifoMutex {
        private final AtomicBoolean locked = new AtomicBoolean();
        private final Queue<Thread> waiters = new ConcurrentLinkedQueue<>();

        void lock() {
            waiters.add(Thread.currentThread());
            while (waiters.peek() != Thread.currentThread() || !locked.compareAndSet(false, true)) {
                LockSupport.park(this);
            }
            waiters.remove();
        }

        void unlock() {
            locked.set(false);
            LockSupport.unpark(waiters.peek());
        }
    }

    private static final class TicketLock {
        private final AtomicInteger next = new AtomicInteger();
        private volatile int serving;

        int lock() {
            int ticket = next.getAndIncrement();
            while (serving != ticket) {
                Thread.yield();
            }
            return ticket;
        }

        void unlock(int ticket) {
            serving = ticket + 1;
        }
    }

    /** Two threads, no atomic instruction: only the total order of volatile accesses. */
    private static final class Peterson {
        private volatile boolean leftWants;
        private volatile boolean rightWants;
        private volatile boolean leftsTurn;

        void lock(boolean left) {
            if (left) {
                leftWants = true;
                leftsTurn = false;
                while (rightWants && !leftsTurn) {
                    Thread.yield();
                }
            } else {
                rightWants = true;
                leftsTurn = true;
                while (leftWants && leftsTurn) {
                    Thread.yield();
                }
            }
        }

        void unlock(boolean left) {
            if (left) {
                leftWants = false;
            } else {
                rightWants = false;
            }
        }
    }

    static void noRace_mutexOverAQS() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Mutex mutex = new Mutex();
        Action increment = () -> {
            mutex.acquire(1);
            map.merge("a", 1, Integer::sum);
            mutex.release(1);
        };
        both(increment, increment);
    }

    @Raced(
            on = HashMap.class,
            ops = {"merge", "merge"})
    static void race_afterTheMutexOverAQS() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Mutex mutex = new Mutex();
        Action increment = () -> {
            mutex.acquire(1);
            mutex.release(1);
            map.merge("a", 1, Integer::sum);
        };
        pair(increment, increment);
    }

    static void noRace_spinLock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        SpinLock lock = new SpinLock();
        Action increment = () -> {
            lock.lock();
            map.merge("a", 1, Integer::sum);
            lock.unlock();
        };
        both(increment, increment);
    }

    static void noRace_spinLockThatUnlocksInReleaseMode() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        SpinLock lock = new SpinLock();
        Action increment = () -> {
            lock.lock();
            map.merge("a", 1, Integer::sum);
            lock.unlockRelease();
        };
        both(increment, increment);
    }

    /** A plain store lets the next one in, and publishes nothing. */
    @Raced(
            on = HashMap.class,
            ops = {"merge", "merge"})
    static void race_spinLockThatUnlocksInPlainMode() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        SpinLock lock = new SpinLock();
        Action increment = () -> {
            lock.lock();
            map.merge("a", 1, Integer::sum);
            lock.unlockPlain();
        };
        pair(increment, increment);
    }

    static void noRace_fifoMutexOverPark() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        FifoMutex mutex = new FifoMutex();
        Action increment = () -> {
            mutex.lock();
            map.merge("a", 1, Integer::sum);
            mutex.unlock();
        };
        both(increment, increment);
    }

    static void noRace_ticketLock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        TicketLock lock = new TicketLock();
        Action increment = () -> {
            int ticket = lock.lock();
            map.merge("a", 1, Integer::sum);
            lock.unlock(ticket);
        };
        both(increment, increment);
    }

    static void noRace_peterson() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Peterson lock = new Peterson();
        both(
                () -> {
                    lock.lock(true);
                    map.merge("a", 1, Integer::sum);
                    lock.unlock(true);
                },
                () -> {
                    lock.lock(false);
                    map.merge("a", 1, Integer::sum);
                    lock.unlock(false);
                });
    }

    /** println locks the stream: no contract, but a monitor is a monitor. */
    static void noRace_printlnOnBothSides() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        PrintStream out = new PrintStream(OutputStream.nullOutputStream());
        inOrder(
                () -> {
                    map.put("a", 1);
                    out.println("x");
                },
                () -> {
                    out.println("y");
                    map.get("a");
                });
    }

    /**
     * A log handler calls its formatter while it holds its own monitor; from JDK 25 on it formats before it takes it
     * (JDK-8349206), so there the application takes it.
     */
    static void noRace_formatterUnderTheHandlersMonitor() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Formatter formatter = new Formatter() {
            @Override
            public String format(LogRecord logged) {
                map.merge(logged.getMessage(), 1, Integer::sum);
                return "";
            }
        };
        StreamHandler handler = new StreamHandler(OutputStream.nullOutputStream(), formatter);
        pair(
                () -> publish(handler, new LogRecord(Level.INFO, "a")),
                () -> publish(handler, new LogRecord(Level.INFO, "b")));
    }

    private static void publish(StreamHandler handler, LogRecord logged) {
        if (Runtime.version().feature() < 25) {
            handler.publish(logged);
        } else {
            synchronized (handler) {
                handler.publish(logged);
            }
        }
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterPrintln() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        PrintStream out = new PrintStream(OutputStream.nullOutputStream());
        inOrder(
                () -> {
                    out.println("x");
                    map.put("a", 1);
                },
                () -> {
                    out.println("y");
                    map.get("a");
                });
    }
}
