package dev.hazardmap.trace.format;

/**
 * A frame of a stack.
 *
 * @param className binary name
 * @param method its name
 * @param file the source file; empty when unknown
 * @param line the line; negative when unknown
 */
public record Frame(String className, String method, String file, int line) {
    /** As in a stack trace: {@code com.acme.Sessions.add(Sessions.java:41)}. */
    @Override
    public String toString() {
        String place = file.isEmpty() ? "Unknown Source" : line < 0 ? file : file + ":" + line;
        return className + "." + method + "(" + place + ")";
    }
}
