package dev.hazardmap.detector;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What the detector knows of one object of the application that it can't put a field into: its clocks as a
 * synchronisation object, its label, and its shadow as data. Found by identity through {@link ObjectTable}, weak on the
 * object.
 *
 * <p>Fields and guards: {@code mutex} and {@code writers} are written by whoever holds the application's lock in
 * question, so they need no guard of their own; {@code readers}, {@code cells} under this node's spin lock;
 * {@code shadow} is set once by CAS.
 */
final class ObjectNode extends WeakReference<Object> {
    private static final long MUTEX = Mem.offset(ObjectNode.class, "mutex");
    private static final long READERS = Mem.offset(ObjectNode.class, "readers");
    private static final long LOCK = Mem.offset(ObjectNode.class, "lock");
    private static final long SHADOW = Mem.offset(ObjectNode.class, "shadow");
    private static final long LOCATIONS = Mem.offset(ObjectNode.class, "locations");
    private static final long ARRAY = Mem.offset(ObjectNode.class, "array");

    /** In place of the hash of an object that keeps its node itself. */
    static final int UNHASHED = 0;

    final int hash;
    /** Next node of the bucket; set before the node is published, then only by the table's sweep. */
    @Nullable
    ObjectNode next;

    /** The releases of the monitor, or of the mutual-exclusion lock (or the writers of a read-write lock). */
    @Nullable
    SyncVar mutex;
    /** For a Thread that has ended: what it did, for join. Set once. */
    @Nullable
    Release end;
    /** The releases of the readers of a read-write lock, or of a synchronizer. */
    @Nullable
    SyncVar readers;
    /** Clocks of single locations (volatile fields, array elements): see {@link LocationClocks#find}. */
    private @Nullable Object clocks;

    /** Guards additions to {@code clocks}. */
    @SuppressWarnings("unused") // by offset
    private int lock;

    private @Nullable Shadow shadow;
    /** Fields that have no words in the object itself; null until there is one. */
    private @Nullable FieldLocation locations;
    /** For a class: where its instances have their shadows. */
    @Nullable
    ClassLayout layout;
    /** For an array: its elements' accesses. Set once. */
    private @Nullable ArrayShadow array;

    private @Nullable String label;
    /** The node that goes with this one: see {@link #keyed}. Any thread sets it, always to the same. */
    private @Nullable ObjectNode partner;

    ObjectNode(Object object, int hash) {
        super(object);
        this.hash = hash;
    }

    SyncVar mutex() {
        SyncVar made = mutex;
        return made != null ? made : set(MUTEX);
    }

    SyncVar readers() {
        SyncVar made = readers;
        return made != null ? made : set(READERS);
    }

    private SyncVar set(long field) {
        Mem.U.compareAndSetReference(this, field, null, new SyncVar());
        return (SyncVar) Mem.U.getReferenceAcquire(this, field);
    }

    /** Takes what was released as a mutex. */
    void acquireMutex(ThreadState thread) {
        SyncVar released = mutex;
        if (released != null) {
            released.acquire(thread);
        }
    }

    /** Takes what readers, or a synchronizer's releasers, released. */
    void acquireReaders(ThreadState thread) {
        SyncVar released = readers;
        if (released != null) {
            released.acquire(thread);
        }
    }

    /** The clock of the location at {@code offset}, or null when nothing was ever released there. */
    @Nullable
    SyncVar existingClock(long offset) {
        return LocationClocks.find(clocks, offset);
    }

    /** The clock of the location at {@code offset}. */
    SyncVar clock(long offset) {
        SyncVar found = existingClock(offset);
        return found != null ? found : addClock(offset);
    }

    private SyncVar addClock(long offset) {
        SyncVar made = new SyncVar(offset);
        if (!SpinLock.tryLock(this, LOCK)) {
            return made;
        }
        try {
            SyncVar found = existingClock(offset);
            if (found != null) {
                return found;
            }
            clocks = LocationClocks.plus(clocks, made);
            return made;
        } finally {
            SpinLock.unlock(this, LOCK);
        }
    }

    /** The location of a field of this object, made when there is none. */
    FieldLocation location(WatchedField field, Object base) {
        for (; ; ) {
            FieldLocation first = (FieldLocation) Mem.U.getReferenceAcquire(this, LOCATIONS);
            FieldLocation found = FieldLocation.find(first, field.offset);
            if (found != null) {
                return found;
            }
            FieldLocation made = new FieldLocation(field.offset, field.subject(base), first);
            if (Mem.U.compareAndSetReference(this, LOCATIONS, first, made)) {
                return made;
            }
        }
    }

    /** The shadow of this array, made when there is none. */
    ArrayShadow arrayShadow(int length) {
        ArrayShadow known = array;
        if (known == null) {
            Mem.U.compareAndSetReference(this, ARRAY, null, new ArrayShadow(length));
            known = (ArrayShadow) Mem.U.getReferenceAcquire(this, ARRAY);
        }
        return known;
    }

    @Nullable
    ArrayShadow existingArrayShadow() {
        return array;
    }

    @Nullable
    Shadow shadow() {
        return shadow;
    }

    Shadow shadowOrSet(Shadow made) {
        Mem.U.compareAndSetReference(this, SHADOW, null, made);
        Shadow set = shadow;
        return set == null ? made : set;
    }

    /** The node of {@code key}, the object that carries this lock's clock; this node when that could not be had. */
    ObjectNode keyed(ThreadState thread, Object key) {
        ObjectNode known = partner;
        if (known != null && known.refersTo(key)) {
            return known;
        }
        ObjectNode found = refersTo(key) ? this : Objects.node(thread, key);
        partner = found == null ? this : found;
        return partner;
    }

    @Nullable
    ObjectNode partner() {
        return partner;
    }

    void label(String given) {
        label = given;
    }

    String describe() {
        Object object = get();
        String type = object == null ? "lock" : simpleName(object.getClass());
        if (object instanceof Class) {
            return "class " + simpleName((Class<?>) object);
        }
        return label != null ? type + " " + label : type + "@" + Integer.toHexString(System.identityHashCode(object));
    }

    private static String simpleName(Class<?> type) {
        String name = type.getName();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
