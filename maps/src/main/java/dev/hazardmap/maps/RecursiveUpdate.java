package dev.hazardmap.maps;

import java.security.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a function given to {@code compute} and its kin that updates the map it was called by. It names the update
 * inside and the call around it; on one stack, or, when the function runs on another thread, on two.
 */
final class RecursiveUpdate {
    private static final String PACKAGE = RecursiveUpdate.class.getPackageName() + ".";

    private RecursiveUpdate() {}

    /** Both calls are on this thread's stack: the inner update is the caller, the outer one lies below it. */
    static IllegalStateException onThisThread(String map) {
        List<StackTraceElement> stack = here();
        int user = leaveLibrary(stack, 0);
        return error(map, call(stack, user), call(stack, leaveLibrary(stack, enterLibrary(stack, user))));
    }

    /** The outer call waits on the thread whose stack is given. */
    static IllegalStateException acrossThreads(String map, StackTraceElement[] outer) {
        List<StackTraceElement> stack = here();
        List<StackTraceElement> waiting = Arrays.asList(outer);
        return error(
                map,
                call(stack, leaveLibrary(stack, 0)),
                call(waiting, leaveLibrary(waiting, enterLibrary(waiting, 0))));
    }

    private static IllegalStateException error(String map, String inner, String outer) {
        return new IllegalStateException(
                "recursive update of " + map + ": " + inner + " inside the function of " + outer);
    }

    private static List<StackTraceElement> here() {
        return List.of(new Throwable().getStackTrace());
    }

    /** Past the library and the parts of the JDK around it: a plain map behind a lock, {@code AbstractMap.putAll}. */
    private static int leaveLibrary(List<StackTraceElement> stack, int from) {
        int i = from;
        while (i < stack.size() && (isLibrary(stack.get(i)) || isJdk(stack.get(i)))) {
            i++;
        }
        return i;
    }

    private static int enterLibrary(List<StackTraceElement> stack, int from) {
        int i = from;
        while (i < stack.size() && !isLibrary(stack.get(i))) {
            i++;
        }
        return i;
    }

    /** The outermost library frame before {@code user}, and the frame that called it. */
    private static String call(List<StackTraceElement> stack, int user) {
        int operation = user - 1;
        while (operation >= 0 && !isLibrary(stack.get(operation))) {
            operation--;
        }
        String name = operation < 0 ? "update" : stack.get(operation).getMethodName();
        return name + " called at " + (user < stack.size() ? stack.get(user) : "an unknown place");
    }

    private static boolean isJdk(StackTraceElement frame) {
        return frame.getClassName().startsWith("java.");
    }

    /** Classes of this package that come from where this one does: its tests do not. */
    private static boolean isLibrary(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith(PACKAGE) && Objects.equals(sourceOf(name), sourceOf(RecursiveUpdate.class));
    }

    private static @Nullable CodeSource sourceOf(String className) {
        try {
            return sourceOf(Class.forName(className, false, RecursiveUpdate.class.getClassLoader()));
        } catch (ClassNotFoundException ignored) {
            return null; // A hidden class, or one of another loader: not the library.
        }
    }

    private static @Nullable CodeSource sourceOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource();
    }
}
