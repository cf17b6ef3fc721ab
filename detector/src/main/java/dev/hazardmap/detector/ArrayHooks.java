package dev.hazardmap.detector;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** Called from instrumented application code before each access to elements of an array. */
public final class ArrayHooks {
    private static boolean watched;

    private ArrayHooks() {}

    /** Elements count from now on. Called by the agent before the detector is switched on. */
    public static void watchElements() {
        watched = true;
    }

    /** A read of one element; nothing when the access is about to fail. */
    public static void read(@Nullable Object array, int index, int site) {
        if (Switch.on && array != null) {
            ThreadState thread = Threads.current();
            ArrayShadow shadow = shadow(thread, array, site);
            if (shadow != null && index >= 0 && index < shadow.length) {
                readChunk(thread, array, shadow, index >> ArrayChunk.SHIFT, 1L << index, site);
            }
        }
    }

    /** A write of one element. */
    public static void write(@Nullable Object array, int index, int site) {
        if (Switch.on && array != null) {
            ThreadState thread = Threads.current();
            ArrayShadow shadow = shadow(thread, array, site);
            if (shadow != null && index >= 0 && index < shadow.length) {
                writeChunk(thread, array, shadow, index >> ArrayChunk.SHIFT, 1L << index, site);
            }
        }
    }

    /** A read of the elements {@code from} to {@code from + count - 1}; as many of them as there are. */
    public static void readRange(@Nullable Object array, int from, int count, int site) {
        range(array, from, count, site, false);
    }

    /** A write of the elements {@code from} to {@code from + count - 1}. */
    public static void writeRange(@Nullable Object array, int from, int count, int site) {
        range(array, from, count, site, true);
    }

    /** A read of all elements. */
    public static void readAll(@Nullable Object array, int site) {
        range(array, 0, Integer.MAX_VALUE, site, false);
    }

    /** A write of all elements. */
    public static void writeAll(@Nullable Object array, int site) {
        range(array, 0, Integer.MAX_VALUE, site, true);
    }

    /** The list over {@code array} reads an element of it, at the call site that the thread is at. */
    public static void listRead(@Nullable Object array, int index) {
        int site = listSite();
        if (site > 0) {
            read(array, index, site);
        }
    }

    /** It writes one. */
    public static void listWrite(@Nullable Object array, int index) {
        int site = listSite();
        if (site > 0) {
            write(array, index, site);
        }
    }

    /** It reads all of them. */
    public static void listRead(@Nullable Object array) {
        int site = listSite();
        if (site > 0) {
            readAll(array, site);
        }
    }

    /** It writes all of them. */
    public static void listWrite(@Nullable Object array) {
        int site = listSite();
        if (site > 0) {
            writeAll(array, site);
        }
    }

    /** 0 where the JDK uses such a list for itself. */
    private static int listSite() {
        return Switch.on && watched ? Threads.current().site : 0;
    }

    /** Whether there is something behind the elements that no instruction has stored there: an array's rows. */
    static boolean ofArrays(Object array) {
        return watched && array.getClass().getComponentType().isArray();
    }

    static @Nullable ArrayShadow shadowToFreeze(ObjectNode node, Object array) {
        ArrayShadow shadow = node.existingArrayShadow();
        return shadow == null && ofArrays(array) ? node.arrayShadow(Array.getLength(array)) : shadow;
    }

    private static void range(@Nullable Object array, int from, int count, int site, boolean write) {
        if (!Switch.on
                || array == null
                || count <= 0
                || from < 0
                || !array.getClass().isArray()) {
            return;
        }
        ThreadState thread = Threads.current();
        ArrayShadow shadow = shadow(thread, array, site);
        if (shadow == null || from >= shadow.length) {
            return;
        }
        int to = count > shadow.length - from ? shadow.length : from + count;
        for (int chunk = from >> ArrayChunk.SHIFT; chunk << ArrayChunk.SHIFT < to; chunk++) {
            int start = chunk << ArrayChunk.SHIFT;
            long mask = -1L;
            if (from > start) {
                mask &= -1L << from - start;
            }
            if (to - start < ArrayChunk.SIZE) {
                mask &= (1L << to - start) - 1;
            }
            if (write) {
                writeChunk(thread, array, shadow, chunk, mask, site);
            } else {
                readChunk(thread, array, shadow, chunk, mask, site);
            }
        }
    }

    private static @Nullable ArrayShadow shadow(ThreadState thread, Object array, int site) {
        if (thread.busy != 0 || !watched) {
            return null;
        }
        ObjectNode[] recent = thread.arrays;
        ObjectNode node = recent[site & recent.length - 1];
        if (node == null || !node.refersTo(array)) {
            node = Objects.node(thread, array);
            if (node == null) {
                return null;
            }
            if (recent.length == 1) {
                recent = thread.arraysMade();
            }
            recent[site & recent.length - 1] = node;
        }
        ArrayShadow shadow = node.existingArrayShadow();
        return shadow != null ? shadow : node.arrayShadow(Array.getLength(array));
    }

    private static void readChunk(
            ThreadState thread, Object array, ArrayShadow shadow, int number, long mask, int site) {
        ArrayChunk chunk = shadow.chunk(number);
        long now = Words.epoch(thread);
        if (chunk.hasReadNow(now, mask) || chunk.hasWrittenNow(now, mask)) {
            return;
        }
        if (thread.optimistic != null || !Words.fits(thread)) {
            return;
        }
        if (shadow.frozen != 0) {
            throughFinal(thread, shadow.frozen);
        }
        int where = thread.whereAt(site);
        Raced raced = thread.raced();
        chunk.read(thread, Words.of(thread, where), mask, shadow.frozen, raced);
        settle(thread, array, shadow, number, mask, where, false, raced);
    }

    /** JLS 17.5: whoever reads an element of a frozen array may read what was written behind it before the freeze. */
    private static void throughFinal(ThreadState thread, long frozen) {
        int slot = Words.slot(frozen);
        if (slot != thread.slot && !thread.coversFrozen(slot, Words.time(frozen))) {
            thread.acquireFrozen(slot, Words.time(frozen));
        }
    }

    private static void writeChunk(
            ThreadState thread, Object array, ArrayShadow shadow, int number, long mask, int site) {
        ArrayChunk chunk = shadow.chunk(number);
        if (chunk.hasWrittenNow(Words.epoch(thread), mask) || !Words.fits(thread)) {
            return;
        }
        int where = thread.whereAt(site);
        Raced raced = thread.raced();
        chunk.write(thread, Words.of(thread, where), mask, raced);
        settle(thread, array, shadow, number, mask, where, true, raced);
    }

    /** Reports the races of an access, with plain accesses and with atomic ones. */
    private static void settle(
            ThreadState thread,
            Object array,
            ArrayShadow shadow,
            int number,
            long mask,
            int where,
            boolean write,
            Raced raced) {
        if (raced.count != 0) {
            report(thread, array, shadow, number, where, write, raced, 0);
        }
        if (shadow.hasAtomics()) {
            shadow.meetAtomics(thread, number, mask, write, Wheres.site(where));
        }
    }

    /** @param made as {@link Location#meet} has it */
    private static void report(
            ThreadState thread,
            Object array,
            ArrayShadow shadow,
            int number,
            int where,
            boolean write,
            Raced raced,
            long made) {
        for (int i = 0; i < raced.count; i++) {
            long word = raced.words[i];
            ThreadState other = Threads.of(Words.slot(word), Words.time(word));
            if (other != null && (made == 0 || !other.covers(thread, made))) {
                int element = (number << ArrayChunk.SHIFT) + Long.numberOfTrailingZeros(raced.masks[i]);
                Races.found(
                        shadow.subject(array, element),
                        thread,
                        write ? Access.PART_WRITE : Access.PART_READ,
                        where,
                        other,
                        raced.writes[i] ? Access.PART_WRITE : Access.PART_READ,
                        Words.where(word));
            }
        }
        raced.count = 0;
    }

    /**
     * An atomic access by a VarHandle to one element, after it was made.
     *
     * @param time the thread's time when it was made: before the release that it makes itself
     */
    static void atomic(ThreadState thread, Object array, int index, int site, boolean write, long time) {
        ArrayShadow shadow = shadow(thread, array, site);
        if (shadow == null || index < 0 || index >= shadow.length) {
            return;
        }
        int before = thread.site;
        thread.site = site;
        shadow.atomics(array, index).atomic(thread, write, time);
        int number = index >> ArrayChunk.SHIFT;
        Raced raced = thread.raced();
        shadow.chunk(number).meet(thread, 1L << index, write, raced);
        if (raced.count != 0) {
            report(thread, array, shadow, number, thread.where(), write, raced, time);
        }
        thread.site = before;
    }
}
