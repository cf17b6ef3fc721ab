package dev.hazardmap.agent.report;

import dev.hazardmap.agent.Stderr;
import dev.hazardmap.detector.SyncHooks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The races found so far, one for each pair of places where the application called the JDK.
 *
 * <p>One operation makes several accesses: a put reads the table before it writes it. The detector reports the first
 * that conflicts; a conflicting write by the same operation comes a moment later and says more. So a race is printed
 * after a short while, by a thread of its own, as the strongest of what was found for its pair.
 */
final class Findings {
    private static final long PATIENCE_MILLIS = 200;

    private static final class Finding {
        RaceView view;
        /** What became of it; null until it is printed, or left out. */
        @Nullable
        Verdict verdict;

        final long foundAt = System.nanoTime();

        Finding(RaceView view) {
            this.view = view;
        }
    }

    /**
     * A race that is to be shown.
     *
     * @param view the race
     * @param benign why it does no harm; null for one that counts
     */
    record Shown(RaceView view, @Nullable String benign) {}

    private final Map<String, Finding> byPlaces = new LinkedHashMap<>();
    private final Suppressions suppressions;
    private final Suppressions benign;
    private final Options options;
    private boolean printerRuns;

    /**
     * How races are shown.
     *
     * @param showBenign whether those known to be benign are
     * @param perturb the seed that varied the schedule; null when none did
     */
    record Options(boolean showBenign, @Nullable Long perturb) {}

    Findings(Suppressions suppressions, Suppressions benign, Options options) {
        this.suppressions = suppressions;
        this.benign = benign;
        this.options = options;
    }

    synchronized void add(RaceView view) {
        Finding known = byPlaces.get(view.places());
        if (known == null) {
            byPlaces.put(view.places(), new Finding(view));
            startPrinter();
        } else if (known.verdict == null && view.strength() > known.view.strength()) {
            known.view = view;
        }
    }

    /** Adds and prints; gives back whether there is a race now that counts. */
    synchronized boolean addAndPrint(RaceView view) {
        add(view);
        return counted(printAll()) > 0;
    }

    /** Prints what was not printed yet; gives back all races that are to be shown. */
    synchronized List<Shown> printAll() {
        return print(0);
    }

    /** How many of these count. */
    static int counted(List<Shown> races) {
        int counted = 0;
        for (Shown race : races) {
            counted += race.benign() == null ? 1 : 0;
        }
        return counted;
    }

    private synchronized List<Shown> print(long olderThanNanos) {
        List<Shown> all = new ArrayList<>();
        for (Finding finding : byPlaces.values()) {
            if (finding.verdict == null && System.nanoTime() - finding.foundAt >= olderThanNanos) {
                finding.verdict = judgeAndPrint(finding.view);
            }
            if (finding.verdict != null && isShown(finding.verdict)) {
                all.add(new Shown(finding.view, finding.verdict.reason()));
            }
        }
        return all;
    }

    private Verdict judgeAndPrint(RaceView race) {
        Verdict verdict = Verdict.of(race, suppressions, benign);
        if (isShown(verdict)) {
            Stderr.write(TextReport.of(new Shown(race, verdict.reason()), options.perturb()));
        }
        return verdict;
    }

    private boolean isShown(Verdict verdict) {
        return verdict.isReported() || options.showBenign() && verdict.isBenign();
    }

    private synchronized boolean allPrinted() {
        for (Finding finding : byPlaces.values()) {
            if (finding.verdict == null) {
                return false;
            }
        }
        printerRuns = false;
        return true;
    }

    private void startPrinter() {
        if (printerRuns) {
            return;
        }
        printerRuns = true;
        Thread printer = new Thread(null, this::printUntilDone, "hazardmap-report", 0, false);
        printer.setDaemon(true);
        printer.start();
    }

    private void printUntilDone() {
        SyncHooks.quiet(); // for the thread's whole life
        try {
            do {
                Thread.sleep(PATIENCE_MILLIS);
                print(PATIENCE_MILLIS * 1_000_000L);
            } while (!allPrinted());
        } catch (InterruptedException ignored) {
            // the end of the JVM prints the rest
        }
    }
}
