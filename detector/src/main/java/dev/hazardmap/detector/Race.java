package dev.hazardmap.detector;

/**
 * Two conflicting accesses that no happens-before edge orders. Immutable but for the count of its repetitions; safe to
 * read from any thread.
 */
public final class Race {
    private final int currentWhere;
    private final int previousWhere;

    /** What it is about. */
    public final Subject subject;

    public final ThreadState current;
    public final int currentAccess;
    public final ThreadState previous;
    public final int previousAccess;

    /** The kind of the last edge from the previous access's thread straight to the current one's: EdgeKind. */
    public final int lastEdge;

    private final int lastEdgeWhere;
    /** How often the same pair of stacks was seen; a lost increment is of no account. */
    public int count = 1;

    Race(
            Subject subject,
            ThreadState current,
            int currentAccess,
            int currentWhere,
            ThreadState previous,
            int previousAccess,
            int previousWhere) {
        this.subject = subject;
        this.current = current;
        this.currentAccess = currentAccess;
        this.currentWhere = currentWhere;
        this.previous = previous;
        this.previousAccess = previousAccess;
        this.previousWhere = previousWhere;
        this.lastEdge = current.lastEdgeKind(previous);
        this.lastEdgeWhere = current.lastEdgeWhere(previous);
    }

    /** The frames of the current access, innermost first. */
    public StackTraceElement[] currentStack() {
        return Stacks.text(Wheres.stack(currentWhere));
    }

    /** The frames of the previous access, innermost first. */
    public StackTraceElement[] previousStack() {
        return Stacks.text(Wheres.stack(previousWhere));
    }

    /** The application's call site of the current access; 0 none. */
    public int currentSite() {
        return Wheres.site(currentWhere);
    }

    /** The application's call site of the previous access; 0 none. */
    public int previousSite() {
        return Wheres.site(previousWhere);
    }

    /** The locks held at the current access, innermost first. */
    public String[] currentLocks() {
        return Wheres.held(currentWhere).describe();
    }

    /** The locks held at the previous access, innermost first. */
    public String[] previousLocks() {
        return Wheres.held(previousWhere).describe();
    }

    /** Where the last edge between the two threads was made; empty when unknown. */
    public StackTraceElement[] lastEdgeStack() {
        return Stacks.text(Wheres.stack(lastEdgeWhere));
    }

    /** Where a thread was started; empty when unknown. */
    public static StackTraceElement[] startStack(ThreadState thread) {
        return Stacks.text(Wheres.stack(thread.startedAt()));
    }
}
