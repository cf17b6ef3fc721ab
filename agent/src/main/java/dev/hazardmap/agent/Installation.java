package dev.hazardmap.agent;

import dev.hazardmap.agent.report.Reporter;
import dev.hazardmap.agent.report.Suppressions;
import dev.hazardmap.agent.site.Sites;
import dev.hazardmap.agent.trace.RaceMarks;
import dev.hazardmap.agent.trace.Tracing;
import dev.hazardmap.detector.ArrayHooks;
import dev.hazardmap.detector.ExitHooks;
import dev.hazardmap.detector.HiddenClasses;
import dev.hazardmap.detector.Perturb;
import dev.hazardmap.detector.RaceReports;
import dev.hazardmap.detector.Races;
import dev.hazardmap.detector.Switch;
import dev.hazardmap.detector.SyncHooks;
import dev.hazardmap.trace.drain.RecordingOptions;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/** Installs the hooks: in the classes that are loaded already, and in those to come. */
final class Installation {
    private Installation() {}

    static void install(
            AgentOptions options, Suppressions suppressions, Instrumentation instrumentation, boolean atStart)
            throws UnmodifiableClassException, IOException {
        Sites sites = new Sites();
        Reporter reporter = new Reporter(
                sites,
                new Reporter.Options(
                        options.report(),
                        options.parts(),
                        options.exitCode(),
                        options.halt(),
                        suppressions,
                        options.showBenign(),
                        options.perturb()));
        Races.sink(reporter);
        RaceReports.source(reporter);
        if (options.trace() != null) {
            boolean alone = options.mode() == AgentOptions.Mode.TRACE;
            Tracing tracing = Tracing.start(
                    new RecordingOptions(options.trace(), options.sample(), options.flight(), !options.noJfr()),
                    instrumentation,
                    sites,
                    alone,
                    atStart,
                    options.debug());
            Races.sink(race -> {
                RaceMarks.add(race);
                reporter.found(race);
            });
            // The trace first: its thread finds out when the accesses were, which the report says.
            ExitHooks.sink(alone ? tracing : code -> reporter.exiting(tracing.exiting(code)));
            if (alone) {
                return;
            }
        } else {
            ExitHooks.sink(reporter);
        }
        if (options.perturb() != null) {
            Perturb.start(options.perturb());
        }
        if (options.mode() == AgentOptions.Mode.FULL) {
            ArrayHooks.watchElements();
        }
        Instrumenter instrumenter = new Instrumenter(options, sites);
        instrumentation.addTransformer(instrumenter, true);
        HiddenClasses.patcher(instrumenter);
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (instrumentation.isModifiableClass(type) && instrumenter.wantsLoaded(type, atStart)) {
                loaded.add(type);
            }
        }
        instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
        SyncHooks.quiet(); // links what quiet() needs while nothing is recorded
        SyncHooks.loud();
        Switch.install();
        if (!atStart) {
            Switch.on();
        }
    }
}
