package dev.hazardmap.lint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One finding.
 *
 * @param rule rule id, as in {@code HM-RACE-LOCK}
 * @param group the rule's group
 * @param subject the container, by field or by where it was made: {@code Sessions.live}
 * @param message one sentence: what is wrong
 * @param advice one sentence: what to do
 * @param where where to look first
 * @param traces the accesses that make it a finding, each from the method threads enter down to the call
 * @param also the other places where the same is wrong with the same container, in code order
 * @param confirmed whether a race report of a run shows it too
 */
public record Finding(
        String rule,
        Group group,
        String subject,
        String message,
        String advice,
        Frame where,
        List<Trace> traces,
        List<Frame> also,
        boolean confirmed) {
    /**
     * A place in the code, written as a stack frame.
     *
     * @param className binary name with dots
     * @param method method name
     * @param file source file name
     * @param line line, or -1
     */
    public record Frame(String className, String method, String file, int line) {
        @Override
        public String toString() {
            return className + "." + method + "(" + file + (line > 0 ? ":" + line : "") + ")";
        }

        /** The path of the source file under a source root. */
        public String sourcePath() {
            int dot = className.lastIndexOf('.');
            return (dot < 0 ? "" : className.substring(0, dot + 1).replace('.', '/')) + file;
        }
    }

    /**
     * One of the accesses.
     *
     * @param title what is done, and where it runs
     * @param frames outermost first
     * @param locks the locks held, in words
     */
    public record Trace(String title, List<Frame> frames, String locks) {}

    /** The same finding, seen at run time too. */
    public Finding confirm() {
        return new Finding(rule, group, subject, message, advice, where, traces, also, true);
    }

    /** The same finding about some of its places, the first of which it then points at. */
    public Finding at(List<Frame> places) {
        return new Finding(
                rule,
                group,
                subject,
                message,
                advice,
                places.get(0),
                traces,
                places.subList(1, places.size()),
                confirmed);
    }

    /** Where it points, and then the other places. */
    public List<Frame> places() {
        List<Frame> all = new ArrayList<>(List.of(where));
        all.addAll(also);
        return all;
    }

    /** What names the finding when lines move: rule, class and method, and the container. */
    public String fingerprint() {
        return fingerprint(where);
    }

    /** What names the finding as far as it is about {@code place}. */
    public String fingerprint(Frame place) {
        CRC32 crc = new CRC32();
        String text = rule + "|" + place.className() + "." + place.method() + "|" + subject;
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return rule + ":" + place.className() + "." + place.method() + ":" + subject + ":"
                + Long.toHexString(crc.getValue());
    }
}
