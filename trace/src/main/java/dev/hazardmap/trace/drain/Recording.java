package dev.hazardmap.trace.drain;

import dev.hazardmap.trace.format.ChunkBuilder;
import dev.hazardmap.trace.format.EventKind;
import dev.hazardmap.trace.format.Names;
import dev.hazardmap.trace.format.Source;
import dev.hazardmap.trace.recorder.Clock;
import dev.hazardmap.trace.recorder.Lanes;
import dev.hazardmap.trace.recorder.Power;
import dev.hazardmap.trace.recorder.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A recording under way: one thread that ticks the clock, empties the rings into chunks and writes these out.
 *
 * <p>A chunk ends when it has {@link #CHUNK_ROWS} rows or after {@link #CHUNK_NANOS}, so a killed process loses at most
 * that. Fields are guarded by {@link #lock}, which the recorder's thread holds for each step, JFR's thread for each
 * event, and whoever ends the recording. It is fair: JFR's thread, which takes it again at once, would keep the others out.
 */
public final class Recording {
    private static final int CHUNK_ROWS = 1 << 16;
    private static final long CHUNK_NANOS = 500_000_000L;
    /** With so many events in a step, the next one follows at once. */
    private static final int BUSY = 1 << 14;

    private static final long TICK_NANOS = 1_000_000L;
    private static final long IDLE_NANOS = 8_000_000L;

    private final long base = System.nanoTime();
    private final Names names = new Names();
    private final ChunkBuilder chunk = new ChunkBuilder(names);
    private final ThreadNames threads = new ThreadNames(names);
    private final RecordingOptions options;
    private final Draining draining;
    private final ObjectNames objects;
    private final SchedStats scheduler;
    private final Output output;
    private final Consumer<String> say;
    private final @Nullable JfrSource jfr;
    private final ReentrantLock lock = new ReentrantLock(true);
    private long chunkSince;
    private volatile boolean ended;
    private long events;

    private Recording(RecordingOptions options, SiteNames sites, Consumer<String> say) throws IOException {
        this.options = options;
        this.say = say;
        this.draining = new Draining(chunk, names, new StackTexts(names, sites), threads, base);
        this.objects = new ObjectNames(names, sites);
        this.scheduler = new SchedStats(threads);
        Instant start = startOfTime();
        this.output = new Output(options.file(), meta(options, start), options.flight());
        this.jfr = options.jfr() ? jfr(start) : null;
    }

    /** When time 0 was, by the clock that JFR uses: both clocks read at once, after both were read before. */
    private Instant startOfTime() {
        Instant warm = Instant.now();
        long nanos = System.nanoTime();
        Instant wall = Instant.now();
        return wall.isBefore(warm) ? warm : wall.minusNanos(nanos - base);
    }

    private @Nullable JfrSource jfr(Instant start) {
        try {
            return JfrSource.start(this, names, threads, start, say);
        } catch (NoClassDefFoundError noModule) {
            say.accept("no flight recorder in this JVM, so no samples, collections and I/O: " + noModule);
            return null;
        }
    }

    /**
     * Begins.
     *
     * @param say takes lines for the user
     * @throws IOException when the file can't be written
     */
    public static Recording start(RecordingOptions options, SiteNames sites, Consumer<String> say) throws IOException {
        Recording recording = new Recording(options, sites, say);
        Thread thread = new Thread(null, recording::run, "hazardmap-trace", 0, false);
        thread.setDaemon(true);
        thread.start();
        return recording;
    }

    private static Map<String, String> meta(RecordingOptions options, Instant start) {
        Map<String, String> meta = new LinkedHashMap<>();
        meta.put("start", Long.toString(start.getEpochSecond() * 1_000_000_000L + start.getNano()));
        meta.put("tool", "hazardmap");
        meta.put("pid", Long.toString(ProcessHandle.current().pid()));
        meta.put("java", System.getProperty("java.version", ""));
        meta.put("command", System.getProperty("sun.java.command", ""));
        meta.put("os", System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""));
        meta.put("cpus", Integer.toString(Runtime.getRuntime().availableProcessors()));
        meta.put("sample", Integer.toString(options.sample()));
        if (options.flight() > 0) {
            meta.put("flight", Integer.toString(options.flight()));
        }
        return meta;
    }

    private void run() {
        Lanes.exemptCurrent();
        long pause = TICK_NANOS;
        while (!ended) {
            int count = step();
            pause = count > 0 ? TICK_NANOS : Math.min(IDLE_NANOS, 2 * pause);
            if (count < BUSY) {
                LockSupport.parkNanos(pause);
            }
        }
    }

    private int step() {
        lock.lock();
        try {
            return ended ? 0 : stepLocked();
        } finally {
            lock.unlock();
        }
    }

    private int stepLocked() {
        try {
            Clock.advance();
            int count = draining.drain(this::flushIfFull);
            events += count;
            objects.update();
            long now = now();
            scheduler.sample(chunk, now);
            if (chunk.size() >= CHUNK_ROWS || now - chunkSince >= CHUNK_NANOS) {
                flush(now);
            }
            String why = Requests.takeSnapshot();
            if (why != null) {
                flightRecord(why);
            }
            return count;
        } catch (Throwable failure) { // whatever it is, the program goes on without a recording
            ended = true;
            Power.off();
            say.accept("the recording ends here: " + failure);
            return 0;
        }
    }

    /** Between two rings: what they hold together may be many chunks' worth. */
    private void flushIfFull() {
        if (chunk.size() >= CHUNK_ROWS) {
            objects.update();
            try {
                flush(now());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private void flush(long now) throws IOException {
        objects.totals(chunk, now);
        chunkSince = now;
        if (!chunk.isEmpty()) {
            output.add(chunk.finish(), now);
        }
    }

    private void flightRecord(String why) throws IOException {
        mark("flight record: " + why);
        flush(now());
        if (output.isFlight()) {
            Path file = output.flightRecord();
            say.accept("the last " + options.flight() + " s are in " + file + " (" + why + ")");
        }
    }

    /** Nanoseconds since the recording began. */
    long now() {
        return System.nanoTime() - base;
    }

    ReentrantLock lock() {
        return lock;
    }

    /** The chunk, for other sources; only under the lock. */
    ChunkBuilder chunk() {
        return chunk;
    }

    private void mark(String words) {
        chunk.rows(0, Source.SAMPLER).text(names.string(words)).add(EventKind.MARK, now());
    }

    /** Takes what the JDK's flight recorder still has; before it is shut down. */
    public void beforeShutdown() {
        Lanes.exemptCurrent(); // what it does from here on is ours
        if (jfr != null) {
            jfr.finish();
        }
    }

    /** Writes all there is, and the index. A second call does nothing. */
    public void finish() {
        beforeShutdown();
        finishFile();
    }

    private void finishFile() {
        lock.lock();
        try {
            if (!ended) {
                finishLocked();
            }
        } finally {
            lock.unlock();
        }
    }

    private void finishLocked() {
        ended = true;
        Power.off();
        try {
            for (int count = 1; count > 0; events += count) {
                count = draining.drain(this::flushIfFull);
            }
            objects.update();
            scheduler.last(chunk, now());
            flush(now());
            output.close();
        } catch (Throwable failure) { // the program's end is not ours to spoil
            say.accept("the end of the recording is lost: " + failure);
        }
        if (draining.dropped() > 0) {
            say.accept(draining.dropped() + " of " + (events + draining.dropped())
                    + " events were dropped: the rings were full");
        }
    }
}
