package dev.hazardmap.maps;

import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The failure of a function given to {@code compute}, {@code merge} or their kin that changes the map it was called by. It
 * names the call inside and the call around it; on one stack, or, when the function runs on another thread, on two.
 */
final class RecursiveCall {
    private static final StackWalker WALKER = StackWalker.getInstance();

    private RecursiveCall() {}

    /** Both calls are on this thread's stack. */
    static IllegalStateException onThisThread(Map<?, ?> map) {
        List<StackTraceElement> callers = callers(map.getClass(), here());
        return failure(map, callers, callers.subList(Math.min(1, callers.size()), callers.size()));
    }

    /** The outer call waits on the thread whose stack is given. */
    static IllegalStateException acrossThreads(Map<?, ?> map, StackTraceElement[] outer) {
        return failure(map, callers(map.getClass(), here()), callers(map.getClass(), Arrays.asList(outer)));
    }

    private static IllegalStateException failure(
            Map<?, ?> map, List<StackTraceElement> inner, List<StackTraceElement> outer) {
        return new IllegalStateException("recursive update of " + map.getClass().getSimpleName() + ": " + first(inner)
                + " uses the map inside the function given to it at " + first(outer));
    }

    private static String first(List<StackTraceElement> callers) {
        return callers.isEmpty() ? "an unknown place" : callers.get(0).toString();
    }

    private static List<StackTraceElement> here() {
        return WALKER.walk(frames -> frames.map(StackFrame::toStackTraceElement).collect(Collectors.toList()));
    }

    /** Each frame that called into the map's classes from outside them and outside the JDK, innermost first. */
    private static List<StackTraceElement> callers(Class<?> map, List<StackTraceElement> stack) {
        List<StackTraceElement> callers = new java.util.ArrayList<>();
        boolean inside = false;
        for (StackTraceElement frame : stack) {
            boolean own = ofMap(frame.getClassName(), map);
            if (inside && !own && !isLibrary(frame.getClassName())) {
                callers.add(frame);
                inside = false;
            }
            inside |= own;
        }
        return callers;
    }

    private static boolean ofMap(String className, Class<?> map) {
        for (Class<?> type = map; type != null && !isLibrary(type.getName()); type = type.getSuperclass()) {
            if (className.equals(type.getName()) || className.startsWith(type.getName() + "$")) {
                return true;
            }
        }
        return className.equals(FunctionScope.class.getName());
    }

    private static boolean isLibrary(String className) {
        return className.startsWith("java.");
    }
}
