package dev.hazardmap.agent.trace;

import dev.hazardmap.agent.Stderr;
import dev.hazardmap.agent.site.Site;
import dev.hazardmap.agent.site.Sites;
import dev.hazardmap.detector.ExitSink;
import dev.hazardmap.trace.drain.Recording;
import dev.hazardmap.trace.drain.RecordingOptions;
import dev.hazardmap.trace.format.Frame;
import dev.hazardmap.trace.recorder.Power;
import dev.hazardmap.trace.recorder.Requests;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trace in this JVM: from the installation of its hooks to the JVM's end. */
public final class Tracing implements ExitSink {
    private final Recording recording;

    private Tracing(Recording recording) {
        this.recording = recording;
    }

    /**
     * Begins.
     *
     * @param alone whether no detector is installed beside it
     * @param atStart whether the application's classes are still to be loaded
     */
    public static Tracing start(
            RecordingOptions options,
            Instrumentation instrumentation,
            Sites sites,
            boolean alone,
            boolean atStart,
            boolean debug)
            throws IOException, UnmodifiableClassException {
        Recording recording = Recording.start(options, site -> frame(sites.get(site)), Tracing::say);
        Tracing tracing = new Tracing(recording);
        Requests.beforeShutdown(recording::beforeShutdown);
        FlightSignal.install(options.flight() > 0);
        install(
                instrumentation,
                new TraceInstrumenter(sites, alone, (type, why) -> {
                    if (debug) {
                        say(type + " runs untraced: " + why);
                    }
                }),
                atStart);
        Power.on(options.sample());
        return tracing;
    }

    private static void install(Instrumentation instrumentation, TraceInstrumenter instrumenter, boolean atStart)
            throws UnmodifiableClassException {
        instrumentation.addTransformer(instrumenter, true);
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (instrumentation.isModifiableClass(type) && instrumenter.wantsLoaded(type, atStart)) {
                loaded.add(type);
            }
        }
        instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
    }

    static void say(String line) {
        Stderr.line("hazardmap: " + line);
    }

    private static @Nullable Frame frame(@Nullable Site site) {
        if (site == null) {
            return null;
        }
        return new Frame(site.type(), site.method(), site.file() == null ? "" : site.file(), site.line());
    }

    @Override
    public int exiting(int code) {
        recording.finish();
        return code;
    }
}
