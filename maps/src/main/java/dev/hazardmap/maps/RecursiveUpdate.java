package dev.hazardmap.maps;

import java.util.List;

/** The failure of a function that updates the map it was called by, with the place of both calls. */
final class RecursiveUpdate {
    private static final String PACKAGE = MisuseGuard.class.getPackageName() + ".";

    private RecursiveUpdate() {}

    /** Reads both frames from the calling thread's stack: the inner update is the caller, the outer one lies below it. */
    static IllegalStateException error() {
        return error(List.of(new Throwable().getStackTrace()));
    }

    static IllegalStateException error(List<StackTraceElement> stack) {
        int inner = leaveLibrary(stack, 0);
        int outerOperation = enterLibrary(stack, inner);
        int outer = leaveLibrary(stack, outerOperation);
        return new IllegalStateException(
                "recursive update: " + call(stack, inner) + " inside the function of " + call(stack, outer));
    }

    private static int leaveLibrary(List<StackTraceElement> stack, int from) {
        int i = from;
        while (i < stack.size() && isLibrary(stack.get(i))) {
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

    /** The last library frame before {@code user}, and the frame that called it. */
    private static String call(List<StackTraceElement> stack, int user) {
        String operation = user == 0 || user > stack.size()
                ? "update"
                : stack.get(user - 1).getMethodName();
        return operation + " called at " + (user < stack.size() ? stack.get(user) : "an unknown place");
    }

    /** Classes of this library, but not its tests, which live in the same package. */
    private static boolean isLibrary(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith(PACKAGE) && !name.contains("Test") && !name.contains("Lincheck");
    }
}
