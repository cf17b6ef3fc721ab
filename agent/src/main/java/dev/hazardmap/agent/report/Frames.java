package dev.hazardmap.agent.report;

import dev.hazardmap.agent.site.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stacks as reports show them. */
final class Frames {
    private Frames() {}

    /**
     * The stack without the collection's inner workings: of the innermost frames that belong to one class and its
     * nested classes only the outermost is kept, the method that was called from outside.
     */
    static List<StackTraceElement> shown(StackTraceElement[] stack) {
        int first = 0;
        while (first + 1 < stack.length
                && isJdk(stack[first])
                && isInside(outermost(stack[first]), outermost(stack[first + 1]))) {
            first++;
        }
        List<StackTraceElement> shown = new ArrayList<>();
        for (int i = first; i < stack.length; i++) {
            shown.add(stack[i]);
        }
        return shown;
    }

    /** The stack with the JDK's method on top that was called at {@code site}, where only the site knows it. */
    static StackTraceElement[] withCallee(StackTraceElement[] stack, @Nullable Site site) {
        Site.Callee callee = site == null ? null : site.callee();
        if (callee == null) {
            return stack;
        }
        StackTraceElement[] with = new StackTraceElement[stack.length + 1];
        String simple = callee.type().substring(callee.type().lastIndexOf('.') + 1);
        with[0] = new StackTraceElement(callee.type(), callee.method(), simple + ".java", -1);
        System.arraycopy(stack, 0, with, 1, stack.length);
        return with;
    }

    /**
     * The stack with the place of a field's or element's access on top. The site is always exact; the stack may be an
     * earlier one of the same site, and the JVM leaves out frames of hidden classes.
     */
    static StackTraceElement[] withSite(StackTraceElement[] stack, @Nullable Site site) {
        if (site == null || site.callee() != null) {
            return withCallee(stack, site);
        }
        boolean there = stack.length > 0
                && stack[0].getMethodName().equals(site.method())
                && stack[0].getClassName().equals(site.type());
        if (there && stack[0].getLineNumber() == site.line()) {
            return stack;
        }
        int from = there ? 1 : 0;
        StackTraceElement[] with = new StackTraceElement[stack.length - from + 1];
        with[0] = new StackTraceElement(site.type(), site.method(), site.file(), site.line());
        System.arraycopy(stack, from, with, 1, stack.length - from);
        return with;
    }

    /** {@code File.java:20} of the innermost frame that is not the JDK's; empty when there is none. */
    static String place(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (!isJdk(frame)) {
                return frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }

    static boolean isJdk(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.startsWith("java.")
                || type.startsWith("jdk.")
                || type.startsWith("sun.")
                || type.startsWith("javax.");
    }

    /** Whether a frame of {@code type} is an inner working of one of {@code caller}: of itself or of its superclass. */
    private static boolean isInside(String type, String caller) {
        return type.equals(caller) || type.equals("java.util.HashMap") && caller.equals("java.util.LinkedHashMap");
    }

    private static String outermost(StackTraceElement frame) {
        String type = frame.getClassName();
        int dollar = type.indexOf('$');
        return dollar < 0 ? type : type.substring(0, dollar);
    }

    /** A frame as text: the JDK's own lines say nothing to the reader. */
    static String text(StackTraceElement frame) {
        String file = frame.getFileName();
        String place = file == null
                ? "Unknown Source"
                : isJdk(frame) || frame.getLineNumber() < 0 ? file : file + ":" + frame.getLineNumber();
        return frame.getClassName() + "." + frame.getMethodName() + "(" + place + ")";
    }
}
