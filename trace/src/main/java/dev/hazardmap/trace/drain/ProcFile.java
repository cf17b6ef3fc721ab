package dev.hazardmap.trace.drain;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of numbers under /proc, kept open and read again and again. */
final class ProcFile implements Closeable {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(128);

    private ProcFile(FileChannel channel) {
        this.channel = channel;
    }

    static @Nullable ProcFile open(Path path) {
        try {
            return new ProcFile(FileChannel.open(path));
        } catch (IOException gone) {
            return null;
        }
    }

    void read() throws IOException {
        buffer.clear();
        if (channel.read(buffer, 0) <= 0) {
            throw new IOException("nothing to read");
        }
        buffer.flip();
    }

    /** The number with this index, of those with blanks between; 0 when there are fewer. */
    long number(int index) {
        int at = 0;
        for (int i = 0; i < index; i++) {
            while (at < buffer.limit() && buffer.get(at++) != ' ') {
                // to the next blank
            }
        }
        long number = 0;
        for (; at < buffer.limit() && Character.isDigit(buffer.get(at)); at++) {
            number = 10 * number + buffer.get(at) - '0';
        }
        return number;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // nothing was written to it
        }
    }
}
