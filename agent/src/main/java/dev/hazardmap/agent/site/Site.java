package dev.hazardmap.agent.site;

import org.jspecify.annotations.Nullable;

/**
 * A place in the application.
 *
 * @param type the class, as a binary name
 * @param method the method's name
 * @param file the source file; null when the class doesn't tell
 * @param line the line; -1 when the class doesn't tell
 * @param label the variable or field that gets what is made here, as {@code Sessions.live}; null when there is none
 * @param callee the JDK's method called here where the stack of the access does not show it; null else
 */
public record Site(
        String type,
        String method,
        @Nullable String file,
        int line,
        @Nullable String label,
        @Nullable Callee callee) {

    /**
     * A method of the JDK that is not instrumented itself, so that no stack shows it.
     *
     * @param type its class
     * @param method its name
     */
    public record Callee(String type, String method) {}

    /** As a report says where a map was made: {@code Sessions.<init>(Sessions.java:17)}. */
    public String describe() {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        String place = file == null ? "Unknown Source" : line < 0 ? file : file + ":" + line;
        return simple + "." + method + "(" + place + ")";
    }
}
