package dev.hazardmap.agent.report;

import dev.hazardmap.agent.Stderr;
import dev.hazardmap.detector.SyncHooks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        boolean printed;
        final long foundAt = System.nanoTime();

        Finding(RaceView view) {
            this.view = view;
        }
    }

    private final Map<String, Finding> byPlaces = new LinkedHashMap<>();
    private boolean printerRuns;

    synchronized void add(RaceView view) {
        Finding known = byPlaces.get(view.places());
        if (known == null) {
            byPlaces.put(view.places(), new Finding(view));
            startPrinter();
        } else if (!known.printed && view.strength() > known.view.strength()) {
            known.view = view;
        }
    }

    synchronized void addAndPrint(RaceView view) {
        add(view);
        printAll();
    }

    /** Prints what was not printed yet; gives back all races. */
    synchronized List<RaceView> printAll() {
        return print(0);
    }

    private synchronized List<RaceView> print(long olderThanNanos) {
        List<RaceView> all = new ArrayList<>();
        for (Finding finding : byPlaces.values()) {
            if (!finding.printed && System.nanoTime() - finding.foundAt >= olderThanNanos) {
                finding.printed = true;
                Stderr.write(TextReport.of(finding.view));
            }
            all.add(finding.view);
        }
        return all;
    }

    private synchronized boolean allPrinted() {
        for (Finding finding : byPlaces.values()) {
            if (!finding.printed) {
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
