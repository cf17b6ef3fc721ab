package dev.hazardmap.detector;

/** Thread states that no thread stands behind. */
final class TestThreads {
    private static long lastId = 1L << 40;

    private TestThreads() {}

    static ThreadState withSlot(int slot) {
        return made(new Slots.Slot(slot, 1), null);
    }

    static ThreadState made(Slots.Slot slot, ThreadState parent) {
        return new ThreadState(Thread.currentThread(), ++lastId, slot, parent, Wheres.NOWHERE);
    }
}
