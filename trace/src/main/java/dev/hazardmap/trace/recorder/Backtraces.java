package dev.hazardmap.trace.recorder;

import org.jspecify.annotations.Nullable;

/**
 * Hashes of stacks in the VM's own form. Taking a stack is cheap (the VM fills arrays of methods and positions), turning
 * it into text costs a microsecond a frame: so that is done once for each hash.
 */
public final class Backtraces {
    private static final long BACKTRACE = Mem.offsetOrNone(Throwable.class, "backtrace");

    private Backtraces() {}

    /** A hash of the frames; 0 when this JVM's form is not known. */
    public static long hash(Throwable probe) {
        Object chunk = BACKTRACE < 0 ? null : Mem.U.getReference(probe, BACKTRACE);
        long hash = 7;
        while (chunk instanceof Object[] && ((Object[]) chunk).length > 4) {
            Object[] parts = (Object[]) chunk;
            if (!(parts[0] instanceof short[] && parts[1] instanceof int[] && parts[2] instanceof Object[])) {
                return 0;
            }
            hash = chunkHash(hash, (short[]) parts[0], (int[]) parts[1], (Object[]) parts[2]);
            chunk = nextChunk(parts);
        }
        return chunk != null || hash == 7 ? 0 : hash | 1;
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
                    && ((Object[]) parts[i]).length == parts.length
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
