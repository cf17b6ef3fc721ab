package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * The shadow of fields: FastTrack's rules on two words, and beyond them on a {@link FieldLocation}.
 *
 * <p><b>What is kept.</b> The last write, and the last read since. A write that is ordered after both replaces them. A
 * read that is ordered after the last read replaces it: whoever comes later and is not ordered after the first is not
 * ordered after the second either. Everything else (two readers that nothing orders, a race) moves the field to a
 * location, which keeps every thread's accesses.
 *
 * <p><b>Concurrency.</b> A word that belongs to another thread is replaced by compare-and-set; a reader looks at the
 * write's word again after it has set the read's, a writer looks at the read's after it has set the write's: of two
 * threads that meet in the middle one sees the other. A thread's own word is replaced by a plain store; what remains is
 * a store buffer's length. Whatever gets lost or comes back late, a word is never anything but an access that was made,
 * so that no report is false.
 */
final class FieldCells {
    private FieldCells() {}

    static void read(ThreadState thread, Object base, long known, int access) {
        if (thread.busy != 0) {
            return;
        }
        long words = known != WatchedField.UNRESOLVED ? known : FieldSites.resolve(access, base);
        if (words == WatchedField.UNWATCHED) {
            return;
        }
        WatchedField field = FieldSites.field(access);
        int site = FieldSites.site(access);
        if (words < 0 || !readWords(thread, base, field, words, site)) {
            elsewhere(thread, base, field, words, site, false);
        }
    }

    static void write(ThreadState thread, Object base, long known, int access) {
        if (thread.busy != 0) {
            return;
        }
        long words = known != WatchedField.UNRESOLVED ? known : FieldSites.resolve(access, base);
        if (words == WatchedField.UNWATCHED) {
            return;
        }
        WatchedField field = FieldSites.field(access);
        int site = FieldSites.site(access);
        if (words < 0 || !writeWords(thread, base, field, words, site, FieldSites.constructs(access))) {
            elsewhere(thread, base, field, words, site, true);
        }
    }

    /** A plain access by other means than a field instruction. */
    static void access(ThreadState thread, Object base, WatchedField field, int site, boolean write) {
        long words = field.words;
        if (words == WatchedField.UNWATCHED || words == WatchedField.UNRESOLVED) {
            return;
        }
        if (words < 0
                || (write
                        ? !writeWords(thread, base, field, words, site, false)
                        : !readWords(thread, base, field, words, site))) {
            elsewhere(thread, base, field, words, site, write);
        }
    }

    /** Whether the read could be kept in the words. */
    private static boolean readWords(ThreadState thread, Object base, WatchedField field, long words, int site) {
        long writeAt = WatchedField.writeOffset(words);
        long readAt = WatchedField.readOffset(words);
        if (thread.optimistic != null || !Words.fits(thread)) {
            return false;
        }
        long mine = 0;
        for (; ; ) {
            long write = Mem.U.getLong(base, writeAt);
            long read = Mem.U.getLong(base, readAt);
            if (write == Words.ELSEWHERE || !mayRead(thread, base, field, write) || !Words.ordered(read, thread)) {
                return false;
            }
            if (mine == 0) {
                mine = Words.of(thread, thread.whereAt(site));
            }
            if (read != mine) {
                if (isOwn(read, thread)) {
                    Mem.U.putLong(base, readAt, mine);
                } else if (!Mem.U.compareAndSetLong(base, readAt, read, mine)) {
                    continue;
                }
            }
            if (Mem.U.getLong(base, writeAt) == write) {
                return true;
            }
        }
    }

    private static boolean mayRead(ThreadState thread, Object base, WatchedField field, long write) {
        return Words.ordered(write, thread)
                || field.init != 0 && initialised(thread, field, write)
                || isFrozen(thread, base, field, write);
    }

    /** Whoever gets at a static field has seen its class initialised. */
    private static boolean initialised(ThreadState thread, WatchedField field, long write) {
        SiteHooks.used(field.init);
        return Words.ordered(write, thread);
    }

    /** JLS 17.5: what the thread reached through a final field it may read as it was when that field was frozen. */
    private static boolean isFrozen(ThreadState thread, Object base, WatchedField field, long write) {
        int slot = Words.slot(write);
        if (thread.coversFrozen(slot, Words.time(write))) {
            return true;
        }
        if (field.isStatic || field.frozen <= 0) {
            return false;
        }
        long frozen = Mem.U.getLong(base, field.frozen);
        if (frozen == 0 || Words.slot(frozen) != slot || Words.time(frozen) < Words.time(write)) {
            return false;
        }
        thread.acquireFrozen(slot, Words.time(frozen));
        return true;
    }

    private static boolean writeWords(
            ThreadState thread, Object base, WatchedField field, long words, int site, boolean constructs) {
        long writeAt = WatchedField.writeOffset(words);
        long readAt = WatchedField.readOffset(words);
        if (!Words.fits(thread)) {
            return false;
        }
        long mine = 0;
        for (; ; ) {
            long write = Mem.U.getLong(base, writeAt);
            long read = Mem.U.getLong(base, readAt);
            if (write == Words.ELSEWHERE || !mayWrite(thread, field, write) || !Words.ordered(read, thread)) {
                return false;
            }
            if (mine == 0) {
                mine = Words.of(thread, thread.whereAt(site));
            }
            if (constructs && write == 0 || isOwn(write, thread)) {
                Mem.U.putLong(base, writeAt, mine);
            } else if (!Mem.U.compareAndSetLong(base, writeAt, write, mine)) {
                continue;
            }
            if (read != 0 && !Mem.U.compareAndSetLong(base, readAt, read, 0)
                    || read == 0 && Mem.U.getLong(base, readAt) != 0) {
                continue; // a reader came between
            }
            return true;
        }
    }

    private static boolean mayWrite(ThreadState thread, WatchedField field, long write) {
        return Words.ordered(write, thread) || field.init != 0 && initialised(thread, field, write);
    }

    private static boolean isOwn(long word, ThreadState thread) {
        return word != 0 && Words.slot(word) == thread.slot;
    }

    // ---- beyond two words

    private static void elsewhere(
            ThreadState thread, Object base, WatchedField field, long words, int site, boolean write) {
        FieldLocation location = location(thread, base, field, words);
        if (location != null) {
            int before = thread.site;
            thread.site = site;
            if (field.init != 0) {
                SiteHooks.used(field.init);
            }
            long frozen = write || words < 0 || field.frozen <= 0 ? 0 : Mem.U.getLong(base, field.frozen);
            if (frozen != 0) {
                thread.acquireFrozen(Words.slot(frozen), Words.time(frozen));
            }
            location.plain(thread, write);
            thread.site = before;
        }
    }

    /** An atomic access by a VarHandle, after it was made: see {@link FieldLocation#atomic}. */
    static void atomic(ThreadState thread, Object base, WatchedField field, int site, boolean write, long time) {
        long words = field.words;
        if (words == WatchedField.UNWATCHED || words == WatchedField.UNRESOLVED) {
            return;
        }
        FieldLocation location = location(thread, base, field, words);
        if (location != null) {
            int before = thread.site;
            thread.site = site;
            if (field.init != 0) {
                SiteHooks.used(field.init);
            }
            location.atomic(thread, write, time);
            thread.site = before;
        }
    }

    /** The field's location, made when there is none, with what the words kept moved there. */
    private static @Nullable FieldLocation location(ThreadState thread, Object base, WatchedField field, long words) {
        if (words < 0) {
            ObjectNode node = Objects.node(thread, base);
            return node == null ? null : node.location(field, base);
        }
        FieldLocation location = inChain(base, field);
        long writeAt = WatchedField.writeOffset(words);
        long readAt = WatchedField.readOffset(words);
        for (; ; ) {
            long write = Mem.U.getLong(base, writeAt);
            if (write == Words.ELSEWHERE) {
                return location;
            }
            move(location, write, true);
            move(location, Mem.U.getLong(base, readAt), false);
            if (Mem.U.compareAndSetLong(base, writeAt, write, Words.ELSEWHERE)) {
                move(location, Mem.U.getLong(base, readAt), false);
                return location;
            }
        }
    }

    private static void move(FieldLocation location, long word, boolean write) {
        if (word != 0 && word != Words.ELSEWHERE) {
            ThreadState owner = Threads.of(Words.slot(word), Words.time(word));
            if (owner != null) {
                location.record(owner, write, Words.time(word), Words.where(word));
            }
        }
    }

    private static FieldLocation inChain(Object base, WatchedField field) {
        for (; ; ) {
            FieldLocation first = (FieldLocation) Mem.U.getReferenceAcquire(base, field.more);
            FieldLocation found = FieldLocation.find(first, field.offset);
            if (found != null) {
                return found;
            }
            FieldLocation made = new FieldLocation(field.offset, field.subject(base), first);
            if (Mem.U.compareAndSetReference(base, field.more, first, made)) {
                return made;
            }
        }
    }
}
