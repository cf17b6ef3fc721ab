package dev.hazardmap.agent.report;

import dev.hazardmap.agent.Stderr;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of a suppression file, and how many races each has left out. Thread-safe. */
public final class Suppressions {

    /**
     * An entry and its count.
     *
     * @param entry the entry
     * @param races how many races it left out
     */
    record Count(Suppression entry, int races) {}

    private final List<Suppression> entries;
    private final int[] races;
    private boolean saidFailure;

    Suppressions(List<Suppression> entries) {
        this.entries = List.copyOf(entries);
        this.races = new int[entries.size()];
    }

    /** No suppressions. */
    public static Suppressions none() {
        return new Suppressions(List.of());
    }

    /**
     * Reads a suppression file.
     *
     * @throws IllegalArgumentException when it can't be read or has a bad entry: one line with file, line and value
     */
    public static Suppressions read(Path file) {
        return new Suppressions(SuppressionFile.read(file));
    }

    /** The first entry that the race is about; null when it is to be reported. */
    @Nullable
    Suppression find(RaceView race) {
        for (Suppression entry : entries) {
            if (matches(entry, race)) {
                return entry;
            }
        }
        return null;
    }

    /** A regex that overflows the stack matches nothing: a race too many is better than one too few. */
    private boolean matches(Suppression entry, RaceView race) {
        try {
            return entry.matches(race);
        } catch (StackOverflowError tooDeep) {
            if (!saidFailure) {
                saidFailure = true;
                Stderr.line("hazardmap: " + entry.place() + ": this regex overflows the stack, it suppresses nothing: "
                        + entry.text());
            }
            return false;
        }
    }

    synchronized void count(Suppression entry) {
        races[entries.indexOf(entry)]++;
    }

    synchronized List<Count> counts() {
        List<Count> counts = new ArrayList<>();
        for (int i = 0; i < races.length; i++) {
            counts.add(new Count(entries.get(i), races[i]));
        }
        return counts;
    }

    /** What the end of the program says of each entry. */
    List<String> summary() {
        List<String> lines = new ArrayList<>();
        for (Count count : counts()) {
            Suppression entry = count.entry();
            lines.add(
                    count.races() == 0
                            ? "hazardmap: " + entry.place() + " suppressed nothing: " + entry.text()
                            : "Suppressed " + count.races() + " data race(s) by " + entry.place() + ": "
                                    + entry.reason());
        }
        return lines;
    }
}
