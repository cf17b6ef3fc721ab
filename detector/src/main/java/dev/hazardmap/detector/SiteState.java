package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * One thread's calling context at one call site.
 *
 * <p>A full stack costs about a microsecond to take, a hundred times the access it belongs to. So the stack is taken at
 * each of the first {@link #EXACT} accesses of a thread from a site, then ever more rarely, down to one in
 * {@link #RAREST}; in between an access counts as coming from where the last one did. The site itself (class, method,
 * line) is always exact, what can lag behind is which of several callers of a hot helper it was.
 */
final class SiteState {
    private static final int EXACT = 2_000;
    /** Once the whole process has taken this many stacks, new sites get fewer exact ones. */
    private static final int MANY = 200_000;

    private static final int EXACT_LATER = 32;
    private static final int RAREST = 1_023;
    /** How many different sets of held locks are told apart at one site. */
    private static final int MAX_HELD = 64;

    private static int taken;

    final int site;
    int where;

    @Nullable
    HeldLocks held;
    /** How many accesses may pass before the stack is taken again. */
    int credit;

    private int stack;
    private int hits;
    private int heldChanges;

    SiteState(int site) {
        this.site = site;
    }

    /** The place of the current access, where {@link #where} may not be it. */
    int refresh(ThreadState thread) {
        boolean walk = credit < 0 || stack == 0;
        int at = walk ? walk(thread) : stack;
        HeldLocks locks = thread.held;
        if (at != stack || locks != held || where == Wheres.NOWHERE) {
            boolean many = locks != held && ++heldChanges > MAX_HELD;
            where = Wheres.add(site, at, many ? HeldLocks.NONE : locks);
            stack = at;
            held = locks;
        }
        return where;
    }

    private int walk(ThreadState thread) {
        int exact = taken < MANY ? EXACT : EXACT_LATER;
        hits++;
        taken++; // a lost increment is of no account
        credit = hits < exact ? 0 : Math.min(RAREST, hits - exact);
        return Stacks.current(thread);
    }
}
