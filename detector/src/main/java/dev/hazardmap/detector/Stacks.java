package dev.hazardmap.detector;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for stacks, equal for equal stacks.
 *
 * <p>Taking a stack is cheap (the VM fills arrays of methods and positions), turning it into text is not: about a
 * microsecond a frame. So a stack is known by a hash of those arrays, and only one whose hash is new is turned into
 * text; two hashes with the same text (the detector's own frames differ) get the same number.
 */
final class Stacks {
    private static final long BACKTRACE = Mem.offsetOrNone(Throwable.class, "backtrace");
    private static final String OWN = "dev.hazardmap.detector.";

    private static final SpinLock LOCK = new SpinLock();
    private static final StackIds BY_FRAMES = new StackIds();
    private static final StackIds BY_TEXT = new StackIds();
    private static StackTraceElement[][] texts = new StackTraceElement[256][];
    private static int size = 1;

    private Stacks() {}

    private static final class Probe extends Throwable {
        private static final long serialVersionUID = 1;

        Probe() {
            super(null, null, false, true);
        }
    }

    /** The number of the current thread's stack; never 0. */
    static int current(ThreadState thread) {
        thread.busy++; // turning a stack into text runs JDK code that has hooks
        try {
            Probe probe = new Probe();
            long hash = framesHash(probe);
            int known = BY_FRAMES.find(hash);
            return known != 0 ? known : add(probe, hash);
        } finally {
            thread.busy--;
        }
    }

    private static int add(Probe probe, long hash) {
        StackTraceElement[] text = withoutOwnFrames(probe.getStackTrace());
        long textHash = textHash(text);
        if (!LOCK.tryLock()) {
            return 1;
        }
        try {
            int id = BY_TEXT.find(textHash);
            if (id == 0) {
                id = size++;
                if (id == texts.length) {
                    StackTraceElement[][] grown = new StackTraceElement[2 * id][];
                    System.arraycopy(texts, 0, grown, 0, id);
                    texts = grown;
                }
                texts[id] = text;
                BY_TEXT.put(textHash, id);
            }
            BY_FRAMES.put(hash, id);
            return id;
        } finally {
            LOCK.unlock();
        }
    }

    /** The frames of a stack, innermost first; empty for 0. */
    static StackTraceElement[] text(int id) {
        StackTraceElement[] text = texts[id];
        return text == null ? new StackTraceElement[0] : text;
    }

    private static StackTraceElement[] withoutOwnFrames(StackTraceElement[] all) {
        int first = 0;
        while (first < all.length && all[first].getClassName().startsWith(OWN)) {
            first++;
        }
        StackTraceElement[] rest = new StackTraceElement[all.length - first];
        System.arraycopy(all, first, rest, 0, rest.length);
        return rest;
    }

    private static long textHash(StackTraceElement[] text) {
        long hash = text.length;
        for (StackTraceElement frame : text) {
            hash = mix(hash, frame.getClassName().hashCode());
            hash = mix(hash, frame.getMethodName().hashCode());
            hash = mix(hash, frame.getLineNumber());
        }
        return hash | 1;
    }

    /** A hash of the VM's own form of the stack: chunks of {methods, positions, classes, names, ..., next chunk}. */
    private static long framesHash(Probe probe) {
        Object chunk = BACKTRACE < 0 ? null : Mem.U.getReference(probe, BACKTRACE);
        long hash = 7;
        while (chunk instanceof Object[] && ((Object[]) chunk).length > 4) {
            Object[] parts = (Object[]) chunk;
            if (!(parts[0] instanceof short[] && parts[1] instanceof int[] && parts[2] instanceof Object[])) {
                return textHash(probe.getStackTrace());
            }
            hash = chunkHash(hash, (short[]) parts[0], (int[]) parts[1], (Object[]) parts[2]);
            chunk = nextChunk(parts);
        }
        return chunk != null || hash == 7 ? textHash(probe.getStackTrace()) : hash | 1;
    }

    private static long chunkHash(long seed, short[] methods, int[] positions, Object[] classes) {
        long hash = seed;
        for (int i = 0; i < methods.length && classes[i] != null; i++) {
            hash = mix(hash, System.identityHashCode(classes[i]));
            hash = mix(hash, (long) methods[i] << 32 | positions[i] & 0xFFFFFFFFL);
        }
        return hash;
    }

    private static @Nullable Object nextChunk(Object[] parts) {
        for (int i = 3; i < parts.length; i++) {
            if (parts[i] instanceof Object[]
                    && Array.getLength(parts[i]) == parts.length
                    && ((Object[]) parts[i])[0] instanceof short[]) {
                return parts[i];
            }
        }
        return null;
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }
}
