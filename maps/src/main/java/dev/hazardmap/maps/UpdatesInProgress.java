package dev.hazardmap.maps;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Which threads run a user's function inside an update of a map, so that an update of the same map from there is refused.
 *
 * <p>Refused always, not only when it would hit the same lock: otherwise it would depend on the seed whether a program works,
 * and two threads that go from a to b and from b to a would wait for each other forever (as they do in ConcurrentHashMap).
 *
 * <p>The check must cost an ordinary update next to nothing. So a map counts its functions in progress in a few stripes, by
 * thread id, created with the first function; only a thread whose stripe is not zero asks the thread-local list.
 */
final class UpdatesInProgress {
    private static final int STRIPES = 16;

    /** 16 ints are a cache line: one stripe each. */
    private static final int STRIDE = 16;

    private static final ThreadLocal<List<Object>> MAPS = new ThreadLocal<>();

    private static final VarHandle STRIPES_FIELD;

    static {
        try {
            STRIPES_FIELD =
                    MethodHandles.lookup().findVarHandle(UpdatesInProgress.class, "stripes", AtomicIntegerArray.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable AtomicIntegerArray stripes;

    void enter(Object map) {
        List<Object> maps = MAPS.get();
        if (maps == null) {
            maps = new ArrayList<>(2);
            MAPS.set(maps);
        }
        maps.add(map);
        stripes().incrementAndGet(stripe());
    }

    void exit() {
        stripes().decrementAndGet(stripe());
        List<Object> maps = MAPS.get();
        maps.remove(maps.size() - 1);
        if (maps.isEmpty()) {
            MAPS.remove();
        }
    }

    void check(Object map) {
        AtomicIntegerArray counts = stripes;
        if (counts != null && counts.getOpaque(stripe()) != 0) {
            refuseIfInside(map);
        }
    }

    private static void refuseIfInside(Object map) {
        List<Object> maps = MAPS.get();
        if (maps != null) {
            for (Object inside : maps) {
                if (inside == map) {
                    throw RecursiveUpdate.error();
                }
            }
        }
    }

    private AtomicIntegerArray stripes() {
        AtomicIntegerArray present = stripes;
        if (present != null) {
            return present;
        }
        AtomicIntegerArray fresh = new AtomicIntegerArray(STRIPES * STRIDE);
        return STRIPES_FIELD.compareAndSet(this, null, fresh) ? fresh : stripes();
    }

    private static int stripe() {
        return ((int) Thread.currentThread().getId() & (STRIPES - 1)) * STRIDE;
    }
}
