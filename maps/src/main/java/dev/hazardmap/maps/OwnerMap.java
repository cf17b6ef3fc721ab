package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The idiom "share memory by communicating": one thread owns the map, all others send it commands.
 *
 * <p>Go: a goroutine with {@code for cmd := range ch} around a plain map. Each operation here is a command that is sent and
 * waited for: two thread switches. Two forms are cheaper. The <em>fire-and-forget</em> form ({@link #putLater},
 * {@link #removeLater}, {@link #mergeLater}) does not wait. The <em>batched</em> form ({@link #batch}) sends many operations as
 * one command, which is also atomic; {@link #putAll} is one too.
 *
 * <h2>Rules</h2>
 *
 * <ol>
 *   <li>The plain map is touched only by the owner, see {@link OwnerMailbox}.
 *   <li>Commands are carried out in the order in which they arrived; one thread's commands in the order it sent them.
 *   <li>A failure of a command that is waited for is thrown at the thread that waits. Of one that is not, it is counted and
 *       handed to the failure handler; the owner goes on.
 *   <li>A function given to the map runs on the owner, once. There it may read the map, but a write would wait for itself:
 *       {@link IllegalStateException}.
 *   <li>At most {@code capacity} commands wait; a sender waits for room.
 * </ol>
 *
 * <p>The owner is a daemon thread that starts with the first command and ends when it has had nothing to do for a second, so an
 * abandoned map leaves no thread behind. With an executor of one's own, its threads take turns as the owner; with
 * {@code Runnable::run} the sender itself carries out what is waiting (flat combining).
 *
 * <p><b>Thread safety:</b> any number of threads; every operation is linearizable, bulk operations, {@code size} and iteration
 * included; the later forms take effect some time after they return, which {@link #flush} waits for. <b>Memory effects:</b>
 * sending a command happens-before carrying it out, and that happens-before the return of the waiting operation.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class OwnerMap<K, V> extends GuardedMap<K, V> implements AutoCloseable {
    private final HashMap<K, V> plain;
    private final OwnerMailbox mailbox;
    private final @Nullable ExecutorService ownThread;
    private final Consumer<? super Throwable> onFailure;
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean closed;

    /** An empty map with an owner thread of its own. */
    public OwnerMap() {
        this(builder());
    }

    /** An empty map that takes {@code expectedSize} entries without growing. */
    public OwnerMap(int expectedSize) {
        this(builder().expectedSize(expectedSize));
    }

    /** A map with the entries of another. */
    public OwnerMap(Map<? extends K, ? extends V> source) {
        this(requireNonNull(source, "source").size());
        putAll(source);
    }

    private OwnerMap(Builder builder) {
        plain = new HashMap<>(capacityFor(builder.expectedSize));
        onFailure = builder.onFailure;
        Executor executor = builder.executor;
        if (executor == null) {
            executor = ownThread = ownThread(builder.threadName);
        } else {
            ownThread = null;
        }
        mailbox = new OwnerMailbox(executor, builder.capacity);
    }

    private static ExecutorService ownThread(String name) {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** A builder, for the thread, the capacity of the queue and the handler of failures. */
    public static Builder builder() {
        return new Builder();
    }

    private <R> @Nullable R ask(Function<? super Map<K, V>, ? extends @Nullable R> op) {
        checkOpen();
        return mailbox.ask(() -> op.apply(plain));
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("OwnerMap is closed");
        }
    }

    @Override
    <R> @Nullable R read(Object key, Function<? super Map<K, V>, ? extends @Nullable R> op) {
        return mailbox.isOwner() ? op.apply(plain) : ask(op);
    }

    @Override
    <R> @Nullable R write(Object key, Function<? super Map<K, V>, ? extends @Nullable R> op) {
        checkNotOwner();
        return ask(op);
    }

    @Override
    void writeAll(Consumer<? super Map<K, V>> op) {
        write(this, m -> {
            op.accept(m);
            return null;
        });
    }

    /** Rule 4. The call around this one waits on another thread's stack, unless the sender is the owner. */
    private void checkNotOwner() {
        if (mailbox.isOwner()) {
            Thread asker = mailbox.asker();
            throw asker == null || asker == Thread.currentThread()
                    ? RecursiveUpdate.onThisThread("OwnerMap")
                    : RecursiveUpdate.acrossThreads("OwnerMap", asker.getStackTrace());
        }
    }

    @Override
    List<Map.Entry<K, V>> copyOfEntries() {
        List<Map.Entry<K, V>> entries = new ArrayList<>();
        read(this, m -> {
            addEntries(m, entries);
            return null;
        });
        return entries;
    }

    @Override
    public int size() {
        Integer size = read(this, Map::size);
        return size == null ? 0 : size;
    }

    /** Stores a value some time soon; the order of this thread's operations is kept. */
    public void putLater(K key, V value) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        tell(m -> m.put(key, value));
    }

    /** Removes a key some time soon. */
    public void removeLater(Object key) {
        requireNonNull(key, "key");
        tell(m -> m.remove(key));
    }

    /** Merges a value some time soon; a failure of the function goes to the failure handler. */
    public void mergeLater(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        requireNonNull(function, "function");
        tell(m -> m.merge(key, value, (old, v) -> functions.call(() -> function.apply(old, v))));
    }

    private void tell(Consumer<? super Map<K, V>> op) {
        checkNotOwner();
        checkOpen();
        mailbox.tell(() -> {
            try {
                op.accept(plain);
            } catch (RuntimeException | Error failure) {
                failures.incrementAndGet();
                onFailure.accept(failure);
            }
        });
    }

    /** Waits until every command that was sent before has been carried out. */
    public void flush() {
        write(this, m -> null);
    }

    /** How many commands that nobody waited for have failed. */
    public long failures() {
        return failures.get();
    }

    /** How many commands are under way now. */
    public int pending() {
        return mailbox.pending();
    }

    /** A list of operations to be sent as one command. */
    public Batch<K, V> batch() {
        return new Batch<>(this);
    }

    /** Refuses further commands; those already sent are carried out, and then the owner thread ends. */
    @Override
    public void close() {
        closed = true;
        if (ownThread != null) {
            ownThread.shutdown();
        }
    }

    /**
     * Recomputes the invariants from scratch, for tests and for diagnosis; call it when no operation runs.
     *
     * @throws IllegalStateException saying what was found and what was expected
     */
    public void checkInvariants() {
        write(this, m -> {
            checkPlainMap(m);
            return null;
        });
    }

    /**
     * Operations that are carried out together, in order, with nothing in between. Not thread-safe.
     *
     * @param <K> the type of keys
     * @param <V> the type of values
     */
    public static final class Batch<K, V> {
        private final OwnerMap<K, V> map;
        private List<Function<Map<K, V>, @Nullable V>> steps = new ArrayList<>();

        private Batch(OwnerMap<K, V> map) {
            this.map = map;
        }

        /** Adds a lookup; its result is the value. */
        public Batch<K, V> get(Object key) {
            requireNonNull(key, "key");
            return add(m -> m.get(key));
        }

        /** Adds a put; its result is the former value. */
        public Batch<K, V> put(K key, V value) {
            requireNonNull(key, "key");
            requireNonNull(value, "value");
            return add(m -> m.put(key, value));
        }

        /** Adds a removal; its result is the former value. */
        public Batch<K, V> remove(Object key) {
            requireNonNull(key, "key");
            return add(m -> m.remove(key));
        }

        private Batch<K, V> add(Function<Map<K, V>, @Nullable V> step) {
            steps.add(step);
            return this;
        }

        private List<Function<Map<K, V>, @Nullable V>> take() {
            List<Function<Map<K, V>, @Nullable V>> taken = steps;
            steps = new ArrayList<>();
            return taken;
        }

        /** Sends the operations, waits, and returns their results in order, null where there was no value. */
        public List<@Nullable V> send() {
            List<Function<Map<K, V>, @Nullable V>> taken = take();
            List<@Nullable V> results = new ArrayList<>(taken.size());
            map.write(map, m -> run(taken, m, results));
            return Collections.unmodifiableList(results);
        }

        /** Sends the operations and does not wait. */
        public void sendLater() {
            List<Function<Map<K, V>, @Nullable V>> taken = take();
            map.tell(m -> run(taken, m, new ArrayList<>(taken.size())));
        }

        private static <K, V> @Nullable Void run(
                List<Function<Map<K, V>, @Nullable V>> steps, Map<K, V> plain, List<@Nullable V> results) {
            steps.forEach(step -> results.add(step.apply(plain)));
            return null;
        }
    }

    /** Builds an {@link OwnerMap}. */
    public static final class Builder {
        private int expectedSize;
        private int capacity = 1024;
        private String threadName = "hazardmap-owner";
        private @Nullable Executor executor;
        private Consumer<? super Throwable> onFailure = failure -> {};

        private Builder() {}

        /** How many entries the map takes without growing. */
        public Builder expectedSize(int entries) {
            capacityFor(entries);
            expectedSize = entries;
            return this;
        }

        /**
         * How many commands may be under way before a sender waits; 1024 unless set.
         *
         * @throws IllegalArgumentException if less than 1
         */
        public Builder capacity(int commands) {
            if (commands < 1) {
                throw new IllegalArgumentException("capacity is less than 1: " + commands);
            }
            capacity = commands;
            return this;
        }

        /** The name of the owner thread. */
        public Builder threadName(String name) {
            threadName = requireNonNull(name, "name");
            return this;
        }

        /** Whose threads take turns as the owner, instead of a thread of the map's own. */
        public Builder executor(Executor threads) {
            executor = requireNonNull(threads, "threads");
            return this;
        }

        /** Receives failures of commands that nobody waits for, on the owner; it must not throw. */
        public Builder onFailure(Consumer<? super Throwable> handler) {
            onFailure = requireNonNull(handler, "handler");
            return this;
        }

        /** Builds the map. */
        public <K, V> OwnerMap<K, V> build() {
            return new OwnerMap<>(this);
        }
    }
}
