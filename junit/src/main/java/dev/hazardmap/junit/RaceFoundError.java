package dev.hazardmap.junit;

/** The failure of a test during which a race was reported; the message is the report. */
public final class RaceFoundError extends AssertionError {
    private static final long serialVersionUID = 1;

    RaceFoundError(String message) {
        super(message);
        setStackTrace(new StackTraceElement[0]); // the stacks that matter are in the message
    }
}
