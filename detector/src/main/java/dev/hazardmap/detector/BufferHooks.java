package dev.hazardmap.detector;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Called from instrumented application code before it gets from or puts into a ByteBuffer: one that wraps an array
 * accesses the array's elements. Others are no Java variables.
 */
public final class BufferHooks {
    private static final long ARRAY = Mem.offsetOrNone(ByteBuffer.class, "hb");
    private static final long OFFSET = Mem.offsetOrNone(ByteBuffer.class, "offset");
    private static final long POSITION = Mem.offsetOrNone(Buffer.class, "position");
    private static final long LIMIT = Mem.offsetOrNone(Buffer.class, "limit");

    private BufferHooks() {}

    /**
     * An access to {@code width} bytes at an index.
     *
     * @param index -1 for the buffer's position
     */
    public static void access(@Nullable ByteBuffer buffer, int index, int width, boolean write, int site) {
        if (!Switch.on || buffer == null || ARRAY < 0 || OFFSET < 0 || POSITION < 0 || LIMIT < 0) {
            return;
        }
        Object array = Mem.U.getReference(buffer, ARRAY);
        int from = index < 0 ? Mem.U.getInt(buffer, POSITION) : index;
        if (array == null || width <= 0 || width > Mem.U.getInt(buffer, LIMIT) - from) {
            return; // a direct buffer, or one that is about to complain
        }
        int first = Mem.U.getInt(buffer, OFFSET) + from;
        if (write) {
            ArrayHooks.writeRange(array, first, width, site);
        } else {
            ArrayHooks.readRange(array, first, width, site);
        }
    }
}
