package dev.hazardmap.observe;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a map, from {@code iterator()}, {@code spliterator()} or {@code forEach} to its end. Its time includes what the
 * loop's body did.
 *
 * <p><b>Thread safety:</b> all methods may be called by any thread; a parallel stream's threads share one iteration, which ends
 * when the last of its parts has ended. What a recorder attached in {@link MapRecorder#iterationStarted} is seen in
 * {@link MapRecorder#iterationEnded}.
 */
public final class Iteration {
    /** How an iteration ended. */
    public enum Outcome {
        /** Not yet. */
        RUNNING,
        /** There was no further entry. */
        COMPLETED,
        /** The map or, in {@code forEach}, the action threw; most often {@link java.util.ConcurrentModificationException}. */
        FAILED,
        /** The iterator was dropped before its end: noticed when it is collected, and only if a recorder asked for it. */
        ABANDONED
    }

    private final ObservedMap map;
    private final Probe probe;
    private final Thread thread = Thread.currentThread();
    private final int sizeAtStart;
    private final long startNanos;
    private long lastNanos;
    private long entries;
    private int parts = 1;
    private boolean watched;
    private Outcome outcome = Outcome.RUNNING;
    private @Nullable Throwable failure;
    private @Nullable String traceId;
    private @Nullable String spanId;
    private @Nullable Consumer<Runnable> spanScope;
    private @Nullable Map<Object, Object> attachments;

    Iteration(ObservedMap map, Probe probe) {
        this.map = map;
        this.probe = probe;
        sizeAtStart = map.lookNow();
        startNanos = System.nanoTime();
        lastNanos = startNanos;
    }

    /** The map. */
    public ObservedMap map() {
        return map;
    }

    /** The thread that began it. */
    public Thread thread() {
        return thread;
    }

    /** The map's size when it began. */
    public int sizeAtStart() {
        return sizeAtStart;
    }

    /** {@link System#nanoTime} when it began. */
    public long startNanos() {
        return startNanos;
    }

    /** From its beginning to its end, of an abandoned one to an entry near its last; up to now while it runs. */
    public synchronized long durationNanos() {
        return (outcome == Outcome.RUNNING ? System.nanoTime() : lastNanos) - startNanos;
    }

    /** How many entries it has handed out; while it runs, and for an abandoned one, a lower bound within 16. */
    public synchronized long entries() {
        return entries;
    }

    /** How it ended. */
    public synchronized Outcome outcome() {
        return outcome;
    }

    /** Why it failed, if it did. */
    public synchronized @Nullable Throwable failure() {
        return failure;
    }

    /** The trace that its span belongs to, in hex; null if it has no sampled span. */
    public synchronized @Nullable String traceId() {
        return traceId;
    }

    /** Its span, in hex; null if it has no sampled span. */
    public synchronized @Nullable String spanId() {
        return spanId;
    }

    /**
     * Says which span shows this iteration; later recorders may link to it.
     *
     * @param trace its trace id in hex
     * @param span its span id in hex
     * @param scope runs something with the span as the current one
     */
    public synchronized void spannedBy(String trace, String span, Consumer<Runnable> scope) {
        traceId = trace;
        spanId = span;
        spanScope = scope;
    }

    /** Runs something with the iteration's span, if it has one, as the current one: for libraries that look for it there. */
    public void inSpan(Runnable action) {
        Consumer<Runnable> scope;
        synchronized (this) {
            scope = spanScope;
        }
        if (scope == null) {
            action.run();
        } else {
            scope.accept(action);
        }
    }

    /**
     * Asks to be told even if the iterator is dropped before its end. Only in {@link MapRecorder#iterationStarted}; costs a
     * phantom reference, and a clock reading every few entries.
     */
    public synchronized void watchForAbandonment() {
        watched = true;
    }

    /** Keeps something of the recorder's own with the iteration. */
    public synchronized void attach(Object owner, Object attachment) {
        if (attachments == null) {
            attachments = new IdentityHashMap<>(4);
        }
        attachments.put(owner, attachment);
    }

    /** What the owner has attached. */
    public synchronized @Nullable Object attachment(Object owner) {
        return attachments == null ? null : attachments.get(owner);
    }

    synchronized boolean isWatched() {
        return watched;
    }

    /** So many entries have been handed out; called now and then by the one iterator of a watched iteration. */
    synchronized void reached(long seen) {
        entries = seen;
        lastNanos = System.nanoTime();
    }

    synchronized void split() {
        parts++;
    }

    /** The only iterator has ended after so many entries. */
    void endAfter(long seen, @Nullable Throwable cause) {
        synchronized (this) {
            entries = 0;
        }
        endPart(seen, cause);
    }

    /** One part of the iteration has ended after so many entries of its own. */
    void endPart(long seen, @Nullable Throwable cause) {
        synchronized (this) {
            entries += seen;
            failure = failure == null ? cause : failure;
            if (--parts > 0 || outcome != Outcome.RUNNING) {
                return;
            }
            lastNanos = System.nanoTime();
            outcome = failure == null ? Outcome.COMPLETED : Outcome.FAILED;
        }
        probe.ended(this);
    }

    /** Its iterator was collected. */
    void abandoned() {
        synchronized (this) {
            if (outcome != Outcome.RUNNING) {
                return;
            }
            outcome = Outcome.ABANDONED;
        }
        probe.ended(this);
    }
}
