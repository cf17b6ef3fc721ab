package dev.hazardmap.detector;

import java.util.AbstractMap;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Called from the instrumented collections of java.util, before each access to the structure or to an entry's value.
 *
 * <p>What these methods must never do: throw, call a method of the application or of a collection, take a lock of
 * the JDK's, or initialise a class that the JDK has not initialised.
 *
 * <p>A collection is watched from its creation by the application, or from its first access under one of the
 * application's call sites; the JDK's own collections (class loaders', caches') never are.
 */
public final class CollectionHooks {
    private static final long VALUES = Mem.offset(AbstractMap.class, "values");

    private CollectionHooks() {}

    /** A structural read of a map of the AbstractMap family. */
    public static void mapRead(AbstractMap<?, ?> map) {
        if (!Switch.on) {
            return;
        }
        ThreadState thread = Threads.current();
        Record record = lastOf(map);
        if (record == null || record.hot != thread.now()) {
            Shadow shadow = shadow(map, thread);
            if (shadow != null) {
                read(shadow, thread);
            }
        }
    }

    /** The last record of a map that has a shadow; null when it has none yet. */
    static @Nullable Record lastOf(Object map) {
        Object slot = Mem.U.getReference(map, VALUES);
        return slot instanceof Shadow ? ((Shadow) slot).last() : null;
    }

    /** A structural write of a map of the AbstractMap family. */
    public static void mapWrite(AbstractMap<?, ?> map) {
        if (!Switch.on) {
            return;
        }
        Object slot = Mem.U.getReference(map, VALUES);
        ThreadState thread = Threads.current();
        Shadow shadow = slot instanceof Shadow ? (Shadow) slot : mapShadow(map, thread);
        if (shadow != null && thread.busy == 0) {
            shadow.write(thread);
        }
    }

    /** A structural read of any other collection. */
    public static void read(Object collection) {
        if (!Switch.on) {
            return;
        }
        ThreadState thread = Threads.current();
        Shadow shadow = shadow(collection, thread);
        if (shadow != null) {
            read(shadow, thread);
        }
    }

    /** A structural write of any other collection. */
    public static void write(Object collection) {
        if (!Switch.on) {
            return;
        }
        ThreadState thread = Threads.current();
        Shadow shadow = shadow(collection, thread);
        if (shadow != null) {
            shadow.write(thread);
        }
    }

    /** A StringBuilder is read, by the application itself, at {@code site}. */
    public static void builderRead(Object builder, int site) {
        if (Switch.on && builder instanceof StringBuilder) {
            ThreadState thread = Threads.current();
            if (thread.busy == 0) {
                int before = thread.site;
                thread.site = site;
                read(Shadows.ofBuilder(builder, thread), thread);
                thread.site = before;
            }
        }
    }

    /** A StringBuilder is written, by the application itself, at {@code site}. */
    public static void builderWrite(Object builder, int site) {
        if (Switch.on && builder instanceof StringBuilder) {
            ThreadState thread = Threads.current();
            if (thread.busy == 0) {
                int before = thread.site;
                thread.site = site;
                Shadows.ofBuilder(builder, thread).write(thread);
                thread.site = before;
            }
        }
    }

    /** A read of the element at an index. */
    public static void indexRead(Object collection, int index) {
        EntryHooks.read(collection, EntryTable.INDEX, index);
    }

    /** A write of the element at an index. */
    public static void indexWrite(Object collection, int index) {
        EntryHooks.write(collection, EntryTable.INDEX, index);
    }

    /** A read of the elements in {@code from..to-1}. */
    public static void rangeRead(Object collection, int from, int to) {
        if (!Switch.on) {
            return;
        }
        ThreadState thread = Threads.current();
        Shadow shadow = shadow(collection, thread);
        for (int i = from; shadow != null && i < to; i++) {
            EntryHooks.read(shadow, thread, EntryTable.INDEX, i);
        }
    }

    /** A read of all elements of an ArrayList. */
    public static void allRead(Object list) {
        if (Switch.on && Threads.current().busy == 0) {
            rangeRead(list, 0, Sizes.of(list));
        }
    }

    /** An entry was handed out as a Map.Entry: its own methods know only the entry. */
    public static void handedOut(Object map) {
        if (!Switch.installed) {
            return;
        }
        ThreadState thread = Threads.current();
        Shadow shadow = shadow(map, thread);
        if (shadow != null) {
            thread.recentMaps().add(shadow);
        }
    }

    /** What {@code AbstractMap.values} is to the map itself: the view behind a shadow. */
    public static @Nullable Collection<?> view(@Nullable Collection<?> slot) {
        return slot instanceof Shadow ? ((Shadow) slot).view : slot;
    }

    /** The map stores its value view; null when a clone or a deserialised map starts afresh. */
    public static void setView(AbstractMap<?, ?> map, @Nullable Collection<?> view) {
        for (; ; ) {
            Object slot = Mem.U.getReference(map, VALUES);
            if (view != null && slot instanceof Shadow && ((Shadow) slot).isOf(map)) {
                ((Shadow) slot).view = view;
                return;
            }
            if (view == null && slot instanceof Shadow && ((Shadow) slot).isOf(map)) {
                ((Shadow) slot).view = null;
                return;
            }
            if (Mem.U.compareAndSetReference(map, VALUES, slot, view)) {
                return;
            }
        }
    }

    /** The application made a collection at {@code site}. */
    public static void created(Object collection, int site) {
        Shadows.created(collection, site);
    }

    /** A constructor of the application ends whose final field holds {@code value} (JLS 17.5.1: freeze). */
    public static void freeze(@Nullable Object value) {
        if (!Switch.on || value == null) {
            return;
        }
        ThreadState thread = Threads.current();
        if (thread.busy == 0) {
            Shadows.freeze(value, thread);
        }
    }

    /** A lambda captures the collection: its body may read what was written before. */
    public static void captured(Object value) {
        if (Switch.on && value != null) {
            ThreadState thread = Threads.current();
            Shadow shadow = thread.busy == 0 ? Shadows.behind(value, thread) : null;
            if (shadow != null) {
                shadow.captured(thread, thread.clock);
                thread.clock++; // what the thread writes from now on is after the capture
            }
        }
    }

    /** A lambda's body begins that captured the collection. */
    public static void reachedByCapture(Object value) {
        if (Switch.on && value != null) {
            ThreadState thread = Threads.current();
            Shadow shadow = thread.busy == 0 ? Shadows.behind(value, thread) : null;
            if (shadow != null && shadow.capturedByOther(thread)) {
                thread.reachedByCapture = shadow.self();
            }
        }
    }

    static void read(Shadow shadow, ThreadState thread) {
        if (thread.busy != 0) {
            return;
        }
        if (thread.optimistic == null) {
            shadow.read(thread);
        } else {
            shadow.readOptimistically(thread);
        }
    }

    static @Nullable Shadow shadow(Object collection, ThreadState thread) {
        if (thread.busy != 0) {
            return null;
        }
        if (collection instanceof AbstractMap) {
            Object slot = Mem.U.getReference(collection, VALUES);
            return slot instanceof Shadow ? (Shadow) slot : mapShadow((AbstractMap<?, ?>) collection, thread);
        }
        return Shadows.ofNode(collection, thread);
    }

    private static @Nullable Shadow mapShadow(AbstractMap<?, ?> map, ThreadState thread) {
        return thread.site > 0 && thread.busy == 0 ? Shadows.ofMap(map, thread.site, null) : null;
    }
}
