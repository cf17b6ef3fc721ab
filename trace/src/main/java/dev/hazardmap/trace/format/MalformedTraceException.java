package dev.hazardmap.trace.format;

/** Bytes that are no trace, or no longer. The message says where and what. */
public final class MalformedTraceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedTraceException(String message) {
        super(message);
    }
}
