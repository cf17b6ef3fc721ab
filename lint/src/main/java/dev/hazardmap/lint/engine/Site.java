package dev.hazardmap.lint.engine;

/** An instruction of a method: where something happens. Two sites are equal when method and instruction are. */
public final class Site {
    private final MethodInfo method;
    private final int insn;
    private final int line;

    Site(MethodInfo method, int insn, int line) {
        this.method = method;
        this.insn = insn;
        this.line = line;
    }

    /** The method the instruction is in. */
    public MethodInfo method() {
        return method;
    }

    /** Index in the method's instruction list. */
    public int insn() {
        return insn;
    }

    /** Source line, or -1 when the class was compiled without line numbers. */
    public int line() {
        return line;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Site site && site.method == method && site.insn == insn;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(method) * 31 + insn;
    }

    /** As in a stack trace: {@code com.acme.Sessions.add(Sessions.java:41)}. */
    @Override
    public String toString() {
        return method.owner().dotted() + "." + method.name() + "("
                + method.owner().sourceFile() + (line < 0 ? "" : ":" + line) + ")";
    }
}
