package dev.hazardmap.observe.otel;

import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** Bytes that the current thread has allocated since it started, where the JVM counts them. */
final class ThreadAllocation {
    static final long UNKNOWN = -1;

    private static final com.sun.management.@Nullable ThreadMXBean THREADS = threads();

    private ThreadAllocation() {}

    /** The bytes; -1 on a virtual thread, and on a JVM that doesn't tell. */
    static long current() {
        return THREADS == null ? UNKNOWN : THREADS.getCurrentThreadAllocatedBytes();
    }

    private static com.sun.management.@Nullable ThreadMXBean threads() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean bean
                        && bean.isThreadAllocatedMemorySupported()
                        && bean.isThreadAllocatedMemoryEnabled()
                ? bean
                : null;
    }
}
