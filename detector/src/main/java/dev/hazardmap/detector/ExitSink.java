package dev.hazardmap.detector;

/** Takes the news that the JVM ends. Implemented by the agent. */
public interface ExitSink {
    /** The JVM ends with {@code code}; gives back the code to end with. May be called more than once. */
    int exiting(int code);
}
