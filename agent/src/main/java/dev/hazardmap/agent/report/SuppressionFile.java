package dev.hazardmap.agent.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a suppression file: entries with blank lines between, each of lines {@code key: value}, comments from a
 * {@code #} at the start of a line.
 *
 * <pre>
 * # the statistics are approximate on purpose
 * frame: com\.acme\.Stats\.add\(
 * kind: write-write
 * reason: may be off by a few, ACME-123
 * </pre>
 */
final class SuppressionFile {
    private SuppressionFile() {}

    /** The entries; an IllegalArgumentException whose message is one line with file, line and value when one is bad. */
    static List<Suppression> read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException("suppress: no such file: " + file, missing);
        } catch (CharacterCodingException binary) {
            throw new IllegalArgumentException("suppress: " + file + " is no UTF-8 text", binary);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "suppress: can't read " + file + ": " + reason(file, unreadable), unreadable);
        }
    }

    private static String reason(Path file, IOException unreadable) {
        return Files.isDirectory(file) ? "it is a directory" : String.valueOf(unreadable.getMessage());
    }

    static List<Suppression> parse(String name, String text) {
        List<Suppression> entries = new ArrayList<>();
        SuppressionEntry entry = null;
        int number = 0;
        for (String raw : withoutMark(text).split("\\R", -1)) {
            number++;
            String line = raw.strip();
            if (line.startsWith("#")) {
                continue;
            }
            if (line.isEmpty()) {
                add(entry, entries);
                entry = null;
                continue;
            }
            if (entry == null) {
                entry = new SuppressionEntry(name, number);
            }
            entry.line(number, line);
        }
        add(entry, entries);
        return entries;
    }

    private static void add(@org.jspecify.annotations.Nullable SuppressionEntry entry, List<Suppression> entries) {
        if (entry != null) {
            entries.add(entry.build());
        }
    }

    /** Editors of one operating system begin a text with a byte-order mark. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
