package dev.hazardmap.agent.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** An entry of a suppression file while its lines are read. */
final class SuppressionEntry {
    private static final Set<String> KINDS = Set.of("write-write", "write-read", "read-write");

    private final String file;
    private final int first;
    private final List<Pattern> frames = new ArrayList<>();
    private @Nullable Pattern top;
    private @Nullable Pattern type;
    private @Nullable Pattern label;
    private final Set<String> kinds = new TreeSet<>();
    private @Nullable String reason;
    private final StringBuilder text = new StringBuilder();

    SuppressionEntry(String file, int first) {
        this.file = file;
        this.first = first;
    }

    void line(int number, String line) {
        int colon = line.indexOf(':');
        String key = colon < 0 ? "" : line.substring(0, colon).strip();
        String value = colon < 0 ? "" : line.substring(colon + 1).strip();
        if (colon >= 0 && value.isEmpty()) {
            throw error(number, "'" + key + "' has no value");
        }
        switch (key) {
            case "frame" -> frames.add(regex(number, value));
            case "top" -> top = once(number, key, top, regex(number, value));
            case "type" -> type = once(number, key, type, regex(number, value));
            case "label" -> label = once(number, key, label, regex(number, value));
            case "kind" -> kinds(number, value);
            case "reason" -> reason = once(number, key, reason, value);
            default ->
                throw error(
                        number, "'" + line + "' is no 'key: value' with one of frame, top, type, label, kind, reason");
        }
        if (!key.equals("reason")) {
            text.append(text.length() == 0 ? "" : ", ").append(key).append(' ').append(value);
        }
    }

    private Pattern regex(int number, String value) {
        try {
            return Pattern.compile(value);
        } catch (PatternSyntaxException bad) {
            throw error(number, "bad regex '" + value + "': " + bad.getDescription());
        }
    }

    private <T> T once(int number, String key, @Nullable T before, T value) {
        if (before != null) {
            throw error(number, "a second '" + key + "' in one entry: blank lines go between entries");
        }
        return value;
    }

    private void kinds(int number, String value) {
        for (String kind : value.split("[ ,]+")) {
            if (!KINDS.contains(kind)) {
                throw error(number, "unknown kind '" + kind + "': known are write-write, write-read, read-write");
            }
            kinds.add(kind);
        }
    }

    Suppression build() {
        if (reason == null) {
            throw error(first, "no reason in the entry '" + text + "': add a line 'reason: why'");
        }
        if (frames.isEmpty() && top == null && type == null && label == null) {
            throw error(first, "the entry '" + text + "' fits every race: add a line 'frame: REGEX'");
        }
        return new Suppression(
                file, first, List.copyOf(frames), top, type, label, Set.copyOf(kinds), reason, text.toString());
    }

    private IllegalArgumentException error(int number, String message) {
        return new IllegalArgumentException("suppress: " + file + ":" + number + ": " + message);
    }
}
