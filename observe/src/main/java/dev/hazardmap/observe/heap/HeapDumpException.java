package dev.hazardmap.observe.heap;

import java.io.IOException;

/** A file that is no usable heap dump; the message is one line that says why. */
public final class HeapDumpException extends IOException {
    private static final long serialVersionUID = 1L;

    HeapDumpException(String message) {
        super(message);
    }

    HeapDumpException(String message, Throwable cause) {
        super(message, cause);
    }
}
