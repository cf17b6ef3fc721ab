package dev.hazardmap.agent.patch;

/**
 * One line of a rule table: in this method, at that point, call this hook with these arguments.
 *
 * @param owner internal name of the class
 * @param method its method
 * @param descriptor how the method's descriptor begins; empty for any
 * @param at where the hook goes
 * @param hookType the class of the hook
 * @param hook its method
 * @param arguments what it gets: {@code this}, {@code result}, {@code current} (thread), {@code argN}, {@code #N} (a
 *     constant), {@code .field} (of this)
 */
record MethodRule(
        String owner, String method, String descriptor, At at, String hookType, String hook, String... arguments) {

    enum At {
        ENTRY,
        RETURN,
        /** A return of true, or of something other than 0. */
        RETURN_TRUE,
    }

    boolean matches(String name, String desc) {
        return name.equals(method) && desc.startsWith(descriptor);
    }

    static MethodRule entry(String method, String hook, String... arguments) {
        return of(At.ENTRY, method, hook, arguments);
    }

    static MethodRule onReturn(String method, String hook, String... arguments) {
        return of(At.RETURN, method, hook, arguments);
    }

    static MethodRule onTrue(String method, String hook, String... arguments) {
        return of(At.RETURN_TRUE, method, hook, arguments);
    }

    /** From "Class.method" or "Class.method(", and as much of the descriptor as tells overloads apart. */
    private static MethodRule of(At at, String method, String hook, String... arguments) {
        int paren = method.indexOf('(');
        String qualified = paren < 0 ? method : method.substring(0, paren);
        int dot = qualified.lastIndexOf('.');
        int hookDot = hook.indexOf('.');
        return new MethodRule(
                qualified.substring(0, dot),
                qualified.substring(dot + 1),
                paren < 0 ? "" : method.substring(paren),
                at,
                hook.substring(0, hookDot),
                hook.substring(hookDot + 1),
                arguments);
    }
}
