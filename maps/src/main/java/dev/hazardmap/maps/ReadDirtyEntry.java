package dev.hazardmap.maps;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The slot of one key in the read and dirty maps of a {@link ReadDirtyEngine}; both maps share it.
 *
 * <p>It holds a value; or null: deleted, and dirty is absent or holds the entry; or {@link #EXPUNGED}: deleted, and dirty is
 * there and lacks it. Every access is volatile, as Go's atomics are.
 */
final class ReadDirtyEntry<V> {
    private static final Object EXPUNGED = new Object();

    private static final VarHandle P;

    static {
        try {
            P = MethodHandles.lookup().findVarHandle(ReadDirtyEntry.class, "p", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Object p;

    ReadDirtyEntry(V value) {
        p = value;
    }

    @Nullable
    V load() {
        return live(p);
    }

    /** A result that tells "the entry is expunged, take the lock" from "absent". */
    record Outcome<V>(@Nullable V former, boolean expunged) {}

    Outcome<V> trySwap(V value) {
        while (true) {
            Object now = p;
            if (now == EXPUNGED) {
                return new Outcome<>(null, true);
            }
            if (P.compareAndSet(this, now, value)) {
                return new Outcome<>(live(now), false);
            }
        }
    }

    /** {@code former} is the live value that won, or null when {@code value} was stored. */
    Outcome<V> tryLoadOrStore(V value) {
        while (true) {
            Object now = p;
            if (now == EXPUNGED) {
                return new Outcome<>(null, true);
            }
            if (now != null) {
                return new Outcome<>(live(now), false);
            }
            if (P.compareAndSet(this, null, value)) {
                return new Outcome<>(null, false);
            }
        }
    }

    boolean tryCompareAndSwap(V old, @Nullable V value) {
        while (true) {
            Object now = p;
            if (now == null || now == EXPUNGED || !GoKeys.equal(old, now)) {
                return false;
            }
            if (P.compareAndSet(this, now, value)) {
                return true;
            }
        }
    }

    @Nullable
    V delete() {
        while (true) {
            Object now = p;
            if (now == null || now == EXPUNGED) {
                return null;
            }
            if (P.compareAndSet(this, now, null)) {
                return live(now);
            }
        }
    }

    /** With the lock held and the entry not expunged. */
    @Nullable
    V swapLocked(V value) {
        return live(P.getAndSet(this, value));
    }

    /** With the lock held: whether the entry was expunged; it is merely deleted now and must be put into dirty. */
    boolean unexpungeLocked() {
        return P.compareAndSet(this, EXPUNGED, null);
    }

    /** With the lock held: expunges the entry if it is deleted; true when it is expunged now. */
    boolean tryExpungeLocked() {
        return P.compareAndSet(this, null, EXPUNGED) || p == EXPUNGED;
    }

    boolean expunged() {
        return p == EXPUNGED;
    }

    @SuppressWarnings("unchecked")
    private @Nullable V live(@Nullable Object state) {
        return state == EXPUNGED ? null : (V) state;
    }
}
