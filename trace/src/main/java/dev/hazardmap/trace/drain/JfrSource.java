package dev.hazardmap.trace.drain;

import dev.hazardmap.trace.format.Names;
import dev.hazardmap.trace.recorder.Lanes;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jdk.jfr.Event;
import jdk.jfr.EventSettings;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's flight recorder as a source: collections, safepoints, samples, waits at monitors, I/O; at threshold 0, since
 * the shipped thresholds hide nine tenths of the time that threads wait.
 *
 * <p>JFR hands events over once a second. What it still has at the end is fetched by {@link #finish}: by {@code stop}
 * where there is one (JDK 20), else by waiting for an event of our own, at most a second.
 */
final class JfrSource {
    /** How the recorder's threads' names begin. */
    private static final String OWN = "hazardmap-trace";

    private static final String END = "dev.hazardmap.End";
    private static final long SECOND = 1_000_000_000L;
    private static final long PATIENCE_SECONDS = 3;

    private final Recording recording;
    private final RecordingStream stream;
    private final JfrEvents events;
    private final Instant start;
    private final Consumer<String> say;
    private boolean finished;

    /** Opened when JFR has handed over all that happened before {@link #finish}. */
    private final CountDownLatch handedOver = new CountDownLatch(1);

    private volatile boolean markCame;

    /** The last event of a recording. */
    @Name("dev.hazardmap.End")
    @StackTrace(false)
    static final class EndMark extends Event {}

    private JfrSource(
            Recording recording, RecordingStream stream, JfrEvents events, Instant start, Consumer<String> say) {
        this.recording = recording;
        this.stream = stream;
        this.events = events;
        this.start = start;
        this.say = say;
    }

    /** Null when this JVM has no flight recorder. */
    static @Nullable JfrSource start(
            Recording recording, Names names, ThreadNames threads, Instant start, Consumer<String> say) {
        try {
            JfrEvents events = new JfrEvents(names, threads);
            JfrSource source = new JfrSource(recording, new RecordingStream(), events, start, say);
            source.begin();
            return source;
        } catch (LinkageError | RuntimeException absent) {
            say.accept("no flight recorder in this JVM, so no samples, collections and I/O: " + absent);
            return null;
        }
    }

    /** Returns when JFR runs: what happens before is not recorded by it. */
    private void begin() {
        stream.setOrdered(false);
        for (String name : JfrEvents.TIMED) {
            stream.enable(name).withThreshold(Duration.ZERO);
        }
        for (String name : JfrEvents.WITH_STACK) {
            stream.enable(name).withThreshold(Duration.ZERO).withStackTrace();
        }
        for (String name : JfrEvents.INSTANT) {
            stream.enable(name).withoutStackTrace();
        }
        stream.enable(EndMark.class);
        sampling();
        stream.onEvent(this::take);
        stream.onFlush(this::flushed);
        // Not startAsync: its thread is no daemon, and the program would never end.
        daemon(
                () -> {
                    Lanes.exemptCurrent();
                    stream.start();
                },
                OWN + "-jfr");
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    private void sampling() {
        setting(JfrEvents.CPU_TIME_SAMPLE, "throttle", "10 ms");
        setting(JfrEvents.EXECUTION_SAMPLE, "period", "10 ms");
        setting(JfrEvents.ALLOCATION_SAMPLE, "throttle", "300/s");
        stream.enable(JfrEvents.THREADS).withPeriod(Duration.ofSeconds(1));
    }

    private void setting(String event, String name, String value) {
        EventSettings settings = stream.enable(event).withStackTrace();
        settings.with(name, value);
    }

    private void take(RecordedEvent event) {
        if (event.getEventType().getName().equals(END)) {
            markCame = true;
        }
        if (isOwn(event)) {
            return;
        }
        recording.lock().lock();
        try {
            events.add(recording.chunk(), event, time(event.getEndTime()));
        } finally {
            recording.lock().unlock();
        }
    }

    private static boolean isOwn(RecordedEvent event) {
        RecordedThread thread = event.getThread();
        String name = thread == null ? null : thread.getJavaName();
        return name != null && name.startsWith(OWN);
    }

    private void flushed() {
        if (markCame) {
            handedOver.countDown();
        }
    }

    private long time(Instant instant) {
        return (instant.getEpochSecond() - start.getEpochSecond()) * SECOND + instant.getNano() - start.getNano();
    }

    /** Takes what is still under way; once. */
    void finish() {
        recording.lock().lock();
        try {
            if (finished) {
                return;
            }
            finished = true;
        } finally {
            recording.lock().unlock();
        }
        try {
            if (!stopped() && !awaitMark()) {
                say.accept("the last second of JFR's events is lost: JFR did not hand them over in time");
            }
        } catch (RuntimeException late) {
            say.accept("the last second of JFR's events is lost: " + late);
        } finally {
            closeLater();
        }
    }

    /** Calls {@code stop}, which hands everything over. */
    private boolean stopped() {
        try {
            Object done = RecordingStream.class.getMethod("stop").invoke(stream);
            return done == null || Boolean.TRUE.equals(done);
        } catch (NoSuchMethodException | IllegalAccessException before20) {
            return false;
        } catch (InvocationTargetException failure) {
            throw new IllegalStateException(String.valueOf(failure.getCause()), failure);
        }
    }

    /** A dump would do too, and at once, but its times are not those of the stream: what it has twice can't be told. */
    private boolean awaitMark() {
        new EndMark().commit();
        try {
            return handedOver.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Closing waits for the stream's thread, which may wait for us. */
    private void closeLater() {
        daemon(stream::close, OWN + "-close");
    }
}
