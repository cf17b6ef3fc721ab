package dev.hazardmap.agent.report;

import dev.hazardmap.agent.Stderr;
import dev.hazardmap.agent.site.Sites;
import dev.hazardmap.detector.ExitSink;
import dev.hazardmap.detector.Race;
import dev.hazardmap.detector.RaceReports;
import dev.hazardmap.detector.RaceSink;
import dev.hazardmap.detector.Races;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints each race as it is found, and finishes the report when the JVM ends. */
public final class Reporter implements RaceSink, ExitSink, RaceReports.Source {

    /**
     * Where reports go.
     *
     * @param report a file for this JVM's report; null for none
     * @param parts a directory for it, for a caller that merges those of several JVMs; null for none
     * @param exitCode the exit code when there were races; 0 leaves the program its own
     * @param halt whether the first race ends the program
     * @param suppressions the races that the user leaves out
     * @param showBenign whether races known to be benign are shown
     * @param perturb the seed that varies the schedule; null when none does
     */
    public record Options(
            @Nullable Path report,
            @Nullable Path parts,
            int exitCode,
            boolean halt,
            Suppressions suppressions,
            boolean showBenign,
            @Nullable Long perturb) {}

    /** The exit code that means: the program's own. For a caller that reads the parts; Maven takes 66 for a crash. */
    private static final int KEEP = 0;

    /** A program that was cut short has no code of its own. */
    private static final int HALTED = 66;

    private final Sites sites;
    private final Options options;
    private final Findings findings;
    private boolean finished;
    /** How many races a test framework has had, which judges them by its own means. */
    private int delivered;

    public Reporter(Sites sites, Options options) {
        this.sites = sites;
        this.options = options;
        this.findings = new Findings(
                options.suppressions(), Benign.read(), new Findings.Options(options.showBenign(), options.perturb()));
    }

    @Override
    public void found(Race race) {
        boolean halt = false;
        try {
            RaceView view = RaceView.of(race, sites);
            if (options.halt()) {
                halt = findings.addAndPrint(view);
            } else {
                findings.add(view);
            }
        } catch (Throwable failure) {
            Stderr.line("hazardmap: a race could not be reported: " + failure);
            return;
        }
        if (halt) {
            Runtime.getRuntime().halt(options.exitCode() == KEEP ? HALTED : options.exitCode());
        }
    }

    @Override
    public synchronized int exiting(int code) {
        List<Findings.Shown> races = findings.printAll();
        int counted = Findings.counted(races);
        if (!finished) {
            finished = true;
            if (counted > 0) {
                Stderr.line("Found " + counted + " data race(s)");
            }
            if (options.parts() == null) { // else whoever merges the parts says it of all of them
                options.suppressions().summary().forEach(Stderr::line);
            }
            write(races);
        }
        return counted <= delivered || options.exitCode() == KEEP ? code : options.exitCode();
    }

    @Override
    public synchronized Object[][] from(int first) {
        List<Object[]> rest = new ArrayList<>();
        int number = 0;
        for (Findings.Shown race : findings.printAll()) {
            if (race.benign() == null && number++ >= first) {
                rest.add(new Object[] {
                    TextReport.of(race, options.perturb()),
                    frames(race.view().current().stack()),
                    frames(race.view().previous().stack()),
                    frames(race.view().current().startedAt()),
                    frames(race.view().previous().startedAt())
                });
            }
        }
        delivered = Math.max(delivered, number);
        return rest.toArray(new Object[0][]);
    }

    private static StackTraceElement[] frames(List<StackTraceElement> stack) {
        return stack.toArray(new StackTraceElement[0]);
    }

    private void write(List<Findings.Shown> races) {
        Path file = options.report();
        if (file != null) {
            write(file, races);
        }
        Path parts = options.parts();
        if (parts != null) {
            ProcessHandle self = ProcessHandle.current();
            long started = self.info()
                    .startInstant()
                    .map(java.time.Instant::toEpochMilli)
                    .orElse(0L);
            write(parts.resolve(self.pid() + "-" + started + ".json"), races);
        }
    }

    private void write(Path file, List<Findings.Shown> races) {
        try {
            Files.write(
                    file,
                    JsonReport.of(
                            races,
                            new JsonReport.Extras(
                                    Races.dropped(),
                                    options.perturb(),
                                    options.suppressions().counts())));
        } catch (IOException | RuntimeException failure) {
            Stderr.line("hazardmap: can't write the report to " + file + ": " + failure);
        }
    }
}
