package dev.hazardmap.maps;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which threads run a function given to {@code compute} and its kin on one map, so that an update of the map from there is
 * refused.
 *
 * <p>Refused always, not only when it would hit the same lock: otherwise it would depend on the seed whether a program works,
 * and two threads that go from a to b and from b to a would wait for each other forever (as they do in ConcurrentHashMap).
 *
 * <p>The check must cost an ordinary update next to nothing. So a map counts its functions in progress in a few stripes, by
 * thread id, created with the first function; only a thread whose stripe is not zero asks the thread-local list. A thread
 * asks about its own entries alone, which it wrote itself: nothing here needs ordering.
 */
final class FunctionScope {
    private static final int STRIPES = 16;

    /** 16 ints are a cache line: one stripe each. */
    private static final int STRIDE = 16;

    /** The scopes that the thread is inside, innermost last; no entry while it is in none. */
    private static final ThreadLocal<List<FunctionScope>> INSIDE = new ThreadLocal<>();

    private static final VarHandle COUNTS;

    static {
        try {
            COUNTS = MethodHandles.lookup().findVarHandle(FunctionScope.class, "counts", AtomicIntegerArray.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable AtomicIntegerArray counts;

    /**
     * Before each update.
     *
     * @throws IllegalStateException naming both calls, if this thread is inside a function of the map
     */
    void check(Object map) {
        if (isInside()) {
            throw RecursiveUpdate.onThisThread(map.getClass().getSimpleName());
        }
    }

    boolean isInside() {
        AtomicIntegerArray present = counts;
        return present != null && present.getOpaque(stripe()) != 0 && isListed();
    }

    private boolean isListed() {
        List<FunctionScope> inside = INSIDE.get();
        return inside != null && inside.contains(this);
    }

    /** Runs a user's function inside the scope. */
    <R> @Nullable R call(Supplier<? extends @Nullable R> function) {
        enter();
        try {
            return function.get();
        } finally {
            exit();
        }
    }

    /** Begins what {@link #exit} ends, for callers that have more to do in between than one call. */
    void enter() {
        List<FunctionScope> inside = INSIDE.get();
        if (inside == null) {
            inside = new ArrayList<>(2);
            INSIDE.set(inside);
        }
        inside.add(this);
        counts().incrementAndGet(stripe());
    }

    void exit() {
        counts().decrementAndGet(stripe());
        List<FunctionScope> inside = INSIDE.get();
        inside.remove(inside.size() - 1);
        if (inside.isEmpty()) {
            INSIDE.remove();
        }
    }

    private AtomicIntegerArray counts() {
        AtomicIntegerArray present = counts;
        if (present != null) {
            return present;
        }
        AtomicIntegerArray fresh = new AtomicIntegerArray(STRIPES * STRIDE);
        return COUNTS.compareAndSet(this, null, fresh) ? fresh : counts();
    }

    private static int stripe() {
        return ((int) Thread.currentThread().getId() & (STRIPES - 1)) * STRIDE;
    }
}
