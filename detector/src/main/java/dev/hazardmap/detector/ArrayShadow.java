package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * Who accessed the elements of one array: plain accesses by chunks, which are made when first touched; elements that
 * were accessed atomically have a location of their own for that.
 */
final class ArrayShadow extends SpinLock {
    final int length;
    private final ArrayChunk[] chunks;
    /** The last constructor that froze a final field with this array, as a word; 0 none. */
    long frozen;

    ArrayShadow(int length) {
        this.length = length;
        this.chunks = new ArrayChunk[(length + ArrayChunk.SIZE - 1) / ArrayChunk.SIZE];
    }

    /** The chunk with this number. */
    ArrayChunk chunk(int number) {
        ArrayChunk chunk = chunks[number];
        return chunk != null ? chunk : make(number);
    }

    private ArrayChunk make(int number) {
        ArrayChunk made = new ArrayChunk();
        if (!tryLock()) {
            return made;
        }
        try {
            if (chunks[number] == null) {
                Mem.U.storeFence(); // its content before the reference to it
                chunks[number] = made;
            }
            return chunks[number];
        } finally {
            unlock();
        }
    }

    // ---- atomic accesses: elements by index, open-addressed; entries are only ever added

    private @Nullable FieldLocation @Nullable [] atomics;
    private int atomicCount;

    boolean hasAtomics() {
        return atomics != null;
    }

    Subject subject(Object array, int element) {
        return Subject.element(array.getClass().getTypeName(), element, length);
    }

    /** The location of the element's atomic accesses. */
    FieldLocation atomics(Object array, int index) {
        FieldLocation known = existing(index);
        if (known != null) {
            return known;
        }
        FieldLocation made = new FieldLocation(index, subject(array, index), null);
        if (!tryLock()) {
            return made;
        }
        try {
            known = existing(index);
            if (known != null) {
                return known;
            }
            add(made);
            return made;
        } finally {
            unlock();
        }
    }

    private @Nullable FieldLocation existing(long index) {
        FieldLocation[] all = atomics;
        return all == null ? null : all[slot(all, index)];
    }

    private void add(FieldLocation made) {
        FieldLocation[] all = atomics;
        if (all == null || 2 * ++atomicCount > all.length) {
            FieldLocation[] grown = new FieldLocation[all == null ? 8 : 2 * all.length];
            for (int i = 0; all != null && i < all.length; i++) {
                if (all[i] != null) {
                    grown[slot(grown, all[i].key)] = all[i];
                }
            }
            all = grown;
        }
        all[slot(all, made.key)] = made;
        Mem.U.storeFence(); // the table's content before the reference to it
        atomics = all;
    }

    private static int slot(@Nullable FieldLocation[] all, long index) {
        int i = (int) (index * 0x9E3779B97F4A7C15L >>> 40) & all.length - 1;
        while (true) {
            FieldLocation at = all[i];
            if (at == null || at.key == index) {
                return i;
            }
            i = i + 1 & all.length - 1;
        }
    }

    /** A plain access to these elements of a chunk meets the atomic ones. */
    void meetAtomics(ThreadState thread, int number, long mask, boolean write, int site) {
        int before = thread.site;
        thread.site = site;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            FieldLocation element = existing((number << ArrayChunk.SHIFT) + Long.numberOfTrailingZeros(rest));
            if (element != null) {
                element.meetAtomics(thread, write);
            }
        }
        thread.site = before;
    }
}
