package dev.hazardmap.agent;

import dev.hazardmap.agent.report.Suppressions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The agent's options: {@code key=value} pairs with commas between, values percent-encoded where they contain a comma,
 * a percent sign or a space.
 *
 * @param mode what is watched
 * @param report where to write the report as JSON at the end; null for nowhere
 * @param parts a directory to write this JVM's part of a report into; null for nowhere
 * @param exitCode the exit code when races were found
 * @param halt whether to end the program at the first race
 * @param strict whether intents count as accesses
 * @param suppress a file with suppressions
 * @param showBenign whether races known to be benign are shown
 * @param ignorePrintSync whether println's lock makes no edge
 * @param perturb the seed that varies the schedule; null when none does
 * @param trace where to write a trace; null for nowhere
 * @param sample one map operation in so many is in the trace; 0 none
 * @param flight seconds that the trace keeps, for when something happens; 0: all is written
 * @param noJfr whether the trace does without the JDK's flight recorder
 * @param debug whether to say what the agent does
 */
record AgentOptions(
        Mode mode,
        @Nullable Path report,
        @Nullable Path parts,
        int exitCode,
        boolean halt,
        boolean strict,
        @Nullable Path suppress,
        boolean showBenign,
        boolean ignorePrintSync,
        @Nullable Long perturb,
        @Nullable Path trace,
        int sample,
        int flight,
        boolean noJfr,
        boolean debug) {

    /** What is watched. */
    enum Mode {
        MAPS,
        FIELDS,
        FULL,
        /** Nothing but the trace. */
        TRACE
    }

    private static final int RACES = 66;

    /** Reads the options of {@code -javaagent:jar=...}. */
    static AgentOptions parse(String arguments) {
        Builder builder = new Builder();
        for (String pair : arguments.split(",")) {
            if (!pair.isBlank()) {
                int equals = pair.indexOf('=');
                String key = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "true" : decode(pair.substring(equals + 1));
                builder.set(key.strip(), value);
            }
        }
        return builder.build();
    }

    /** The suppressions that the options name; an IllegalArgumentException, as for a bad option, when they are bad. */
    Suppressions suppressions() {
        return suppress == null ? Suppressions.none() : Suppressions.read(suppress);
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw new IllegalArgumentException("bad percent-encoding in '" + value + "': write % as %25", badEscape);
        }
    }

    private static final class Builder {
        private Mode mode = Mode.MAPS;
        private @Nullable Path report;
        private @Nullable Path parts;
        private int exitCode = RACES;
        private boolean halt;
        private boolean strict;
        private @Nullable Path suppress;
        private boolean showBenign;
        private boolean ignorePrintSync;
        private @Nullable Long perturb;
        private @Nullable Path trace;
        private int sample = 1;
        private int flight;
        private boolean noJfr;
        private boolean debug;

        void set(String key, String value) {
            switch (key) {
                case "mode" -> mode = mode(value);
                case "report" -> report = path(key, value);
                case "parts" -> parts = path(key, value);
                case "exitcode" -> exitCode = exitCode(value);
                case "halt" -> halt = flag(key, value);
                case "strict" -> strict = flag(key, value);
                case "suppress" -> suppress = path(key, value);
                case "showbenign" -> showBenign = flag(key, value);
                case "ignoreprintsync" -> ignorePrintSync = flag(key, value);
                case "perturb" -> perturb = seed(value);
                case "trace" -> trace = path(key, value);
                case "sample" -> sample = count(key, value);
                case "flight" -> flight = count(key, value);
                case "nojfr" -> noJfr = flag(key, value);
                case "debug" -> debug = flag(key, value);
                default ->
                    throw new IllegalArgumentException("unknown agent option '" + key
                            + "': known are mode, report, parts, exitcode, halt, strict, suppress, showbenign,"
                            + " ignoreprintsync, perturb, trace, sample, flight, nojfr, debug");
            }
        }

        private static boolean flag(String key, String value) {
            if (value.equals("true") || value.equals("false")) {
                return value.equals("true");
            }
            throw new IllegalArgumentException(key + " is '" + value + "': it must be true or false");
        }

        private static Path path(String key, String value) {
            if (value.isEmpty()) {
                throw new IllegalArgumentException(key + " is empty: it must be a path");
            }
            return Path.of(value);
        }

        private static Mode mode(String value) {
            return switch (value) {
                case "maps" -> Mode.MAPS;
                case "fields" -> Mode.FIELDS;
                case "full" -> Mode.FULL;
                case "trace" -> Mode.TRACE;
                default ->
                    throw new IllegalArgumentException(
                            "unknown mode '" + value + "': known are maps, fields, full, trace");
            };
        }

        private static int exitCode(String value) {
            try {
                int code = Integer.parseInt(value);
                if (code >= 0 && code <= 255) {
                    return code;
                }
            } catch (NumberFormatException ignored) {
                // said below
            }
            throw new IllegalArgumentException("exitcode is '" + value + "': it must be a number from 0 to 255");
        }

        private static Long seed(String value) {
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException(
                        "perturb is '" + value + "': it must be a whole number, the seed", notANumber);
            }
        }

        private static int count(String key, String value) {
            try {
                int count = Integer.parseInt(value);
                if (count >= 0) {
                    return count;
                }
            } catch (NumberFormatException ignored) {
                // said below
            }
            throw new IllegalArgumentException(key + " is '" + value + "': it must be a number, 0 or more");
        }

        AgentOptions build() {
            if (mode == Mode.TRACE && trace == null) {
                throw new IllegalArgumentException("mode=trace needs trace=FILE");
            }
            return new AgentOptions(
                    mode,
                    report,
                    parts,
                    exitCode,
                    halt,
                    strict,
                    suppress,
                    showBenign,
                    ignorePrintSync,
                    perturb,
                    trace,
                    sample,
                    flight,
                    noJfr,
                    debug);
        }
    }
}
