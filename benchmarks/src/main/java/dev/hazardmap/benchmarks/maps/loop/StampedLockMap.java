package dev.hazardmap.benchmarks.maps.loop;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * A HashMap behind a {@link StampedLock}, as people write it, with true read locks: an optimistic read of a HashMap may meet a half
 * written table and throw (apache/bookkeeper#1606).
 */
final class StampedLockMap extends AbstractMap<Object, Object> {
    private final StampedLock lock = new StampedLock();
    private final Map<Object, Object> plain = new HashMap<>();

    @Override
    public @Nullable Object get(Object key) {
        long stamp = lock.readLock();
        try {
            return plain.get(key);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    @Override
    public @Nullable Object put(Object key, Object value) {
        long stamp = lock.writeLock();
        try {
            return plain.put(key, value);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    @Override
    public @Nullable Object remove(Object key) {
        long stamp = lock.writeLock();
        try {
            return plain.remove(key);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** A copy, as there is no other safe way. */
    @Override
    public Set<Entry<Object, Object>> entrySet() {
        long stamp = lock.readLock();
        try {
            return new HashMap<>(plain).entrySet();
        } finally {
            lock.unlockRead(stamp);
        }
    }
}
