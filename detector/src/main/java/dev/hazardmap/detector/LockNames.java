package dev.hazardmap.detector;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Names for locks, from the fields that they were made for. */
final class LockNames {
    private static final long READ_LOCK = Mem.offset(ReentrantReadWriteLock.class, "readerLock");
    private static final long WRITE_LOCK = Mem.offset(ReentrantReadWriteLock.class, "writerLock");
    /** Naming costs a node in the table: programs that make a lock per object get names for the first ones only. */
    private static final int MAX = 10_000;

    private static int named;

    private LockNames() {}

    static void name(ThreadState thread, Object lock, String label) {
        if (named >= MAX) {
            return;
        }
        named++; // a lost increment is of no account
        set(thread, lock, label);
        if (lock instanceof ReentrantReadWriteLock) {
            set(thread, Mem.U.getReference(lock, READ_LOCK), label);
            set(thread, Mem.U.getReference(lock, WRITE_LOCK), label);
        }
    }

    private static void set(ThreadState thread, Object lock, String label) {
        ObjectNode node = Objects.node(thread, lock);
        if (node != null) {
            node.label(label);
        }
    }
}
