package dev.hazardmap.maps;

import dev.hazardmap.maps.MisuseReport.Kind;
import dev.hazardmap.maps.MisuseReport.MapState;
import dev.hazardmap.maps.MisuseReport.Party;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a single-owner map is used by several threads at once.
 *
 * <h2>Terms</h2>
 * Go keeps one plain bit, {@code hashWriting}, that a write flips at its start and its end; two writes that flip it at the
 * same instant miss each other, and a write that starts and ends inside one read is never seen. Here the bit is the lowest
 * bit of a <em>sequence</em>: odd while a write runs, and two higher after it. An operation takes the sequence as its
 * <em>ticket</em> when it begins and compares it when it ends, so it also sees writes that came and went meanwhile.
 *
 * <h2>Protocol</h2>
 * <pre>{@code
 * int ticket = guard.beginWrite();            int ticket = guard.beginRead();
 * try { ... } finally {                       ... look up ...
 *   guard.endWrite(ticket); }                 guard.endRead(ticket);
 * }</pre>
 * An iterator takes a ticket with {@link #beginIteration} and trades it for a new one with {@link #checkIteration} at each step.
 *
 * <h2>Invariants</h2>
 * <ol>
 *   <li>{@code sequence} is odd exactly while a write runs that nobody has overlapped yet.
 *   <li>{@code writer} is stored before the sequence turns odd, so whoever sees the odd value can name the writer.
 *   <li>{@code gate} is 0 unless the map is strict or poisoned; the fast paths read nothing else beside the sequence.
 *   <li>Once {@code poison} is set it is never cleared, and every begin throws.
 *   <li>In strict mode {@code owner} changes only from null (by CAS: one thread wins the claim) or by the owner itself.
 * </ol>
 *
 * <h2>What it can miss</h2>
 * The accesses are acquire loads and release stores, free on x86; there is no fence between an operation and its end check.
 * Two operations whose overlap is shorter than a store buffer's delay (some tens of nanoseconds) may both pass. Strict mode
 * has no such gap: it compares threads, not times. Source: Go's internal/runtime/maps/map.go, {@code writing}; Boehm,
 * "Can seqlocks get along with programming language memory models?", MSPC 2012, for the read side.
 */
final class MisuseGuard {
    private static final VarHandle SEQUENCE;
    private static final VarHandle POISON;
    private static final VarHandle OWNER;
    private static final VarHandle MISUSES;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SEQUENCE = lookup.findVarHandle(MisuseGuard.class, "sequence", int.class);
            POISON = lookup.findVarHandle(MisuseGuard.class, "poison", ConcurrentMapMisuseError.class);
            OWNER = lookup.findVarHandle(MisuseGuard.class, "owner", Thread.class);
            MISUSES = lookup.findVarHandle(MisuseGuard.class, "misuses", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int STRICT = 1;
    private static final int POISONED = 2;

    private final MisuseOptions options;
    private final Function<String, MapState> subject;
    private @Nullable String label;
    private int sequence;
    private int gate;
    private @Nullable Thread writer;
    private volatile @Nullable Thread owner;
    private volatile @Nullable ConcurrentMapMisuseError poison;
    private volatile long misuses;

    /** A guard whose owner is the calling thread. The subject is asked, with the label, only when a report is made. */
    MisuseGuard(MisuseOptions options, Function<String, MapState> subject) {
        this.options = options;
        this.subject = subject;
        if (options.strict()) {
            gate = STRICT;
            owner = Thread.currentThread();
        }
    }

    /** Begins a read; returns the ticket for {@link #endRead}. A read inside the thread's own write is no misuse. */
    int beginRead() {
        return begin(Kind.READ_AND_WRITE);
    }

    /** Ends a read: a misuse if another thread wrote since its ticket was taken. */
    void endRead(int ticket) {
        check(ticket, Kind.READ_AND_WRITE);
    }

    /** Begins an iteration, and checks that no write runs. Returns the ticket for {@link #checkIteration}. */
    int beginIteration() {
        return begin(Kind.ITERATION_AND_WRITE);
    }

    /**
     * Checks one step of an iteration: a misuse if another thread wrote since the ticket was taken. Returns the ticket for the
     * next step. Whether the iterating thread's own changes end an iteration is the map's decision.
     */
    int checkIteration(int ticket) {
        int now = begin(Kind.ITERATION_AND_WRITE);
        if (now != ticket && writer != Thread.currentThread()) {
            misuse(Kind.ITERATION_AND_WRITE, "a write came between two steps of an iteration", writer);
        }
        return now;
    }

    /** Ends one step of an iteration that goes on over its own thread's writes, as Go's range does. */
    void endStep(int ticket) {
        check(ticket, Kind.ITERATION_AND_WRITE);
    }

    /** A map's own flag, Go's {@code hashWriting}, shows a write in progress; one by this very thread is no misuse. */
    void flagged(Kind kind) {
        Thread other = writer;
        if (!isWriting() || other != Thread.currentThread()) {
            misuse(kind, "the hashWriting flag was set", other);
        }
    }

    /** Begins a copy of the whole map; end it with {@link #endClone}. */
    int beginClone() {
        return begin(Kind.CLONE_AND_WRITE);
    }

    void endClone(int ticket) {
        check(ticket, Kind.CLONE_AND_WRITE);
    }

    /**
     * Begins a write; returns the ticket for {@link #endWrite}, which must be called even if the write fails.
     *
     * @throws IllegalStateException if this thread is inside another write on this map (a key's {@code equals}, a function)
     */
    int beginWrite() {
        int ticket = begin(Kind.WRITES);
        if ((ticket & 1) != 0) {
            if (options.policy() == MisusePolicy.LOG && writer != Thread.currentThread()) {
                ticket++; // Already reported: take over, so that the count of writes stays even.
            } else {
                throw RecursiveUpdate.onThisThread(state().type());
            }
        }
        Thread me = Thread.currentThread();
        if (writer != me) {
            writer = me; // Stored only on a change of writer: a reference store costs a GC barrier.
        }
        soSequence(ticket + 1);
        return ticket + 1;
    }

    /** Ends a write: a misuse if another thread began or ended one meanwhile. */
    void endWrite(int ticket) {
        if (laSequence() == ticket && writer == Thread.currentThread()) {
            soSequence(ticket + 1);
        } else {
            endOverlappedWrite(ticket);
        }
    }

    private void endOverlappedWrite(int ticket) {
        Thread other = writer;
        soSequence((Math.max(ticket, laSequence()) | 1) + 1);
        misuse(Kind.WRITES, "two writes overlapped", other == Thread.currentThread() ? null : other);
    }

    /** Whether a write runs: Go's {@code hashWriting}. */
    boolean isWriting() {
        return (laSequence() & 1) != 0;
    }

    /** Gives the map to whichever thread uses it next. Only the owner may; without strict mode nothing happens. */
    void handOver() {
        handOverTo(null);
    }

    /** Gives the map to a thread. The order between both threads' operations is still the callers' to establish. */
    void handOver(Thread to) {
        handOverTo(to);
    }

    private void handOverTo(@Nullable Thread to) {
        if ((gate & STRICT) != 0) {
            checkGate(Kind.WRITES);
            owner = to;
        }
    }

    /** How many misuses were found. */
    long misuses() {
        return misuses;
    }

    /** The owner in strict mode; null if the map is not strict, or handed over and not yet claimed. */
    @Nullable
    Thread owner() {
        return owner;
    }

    private int begin(Kind kind) {
        int ticket = laSequence();
        if (((ticket & 1) | gate) != 0) {
            beginSlowly(kind, ticket);
        }
        return ticket;
    }

    private void beginSlowly(Kind kind, int ticket) {
        if (gate != 0) {
            checkGate(kind);
        }
        if ((ticket & 1) != 0) {
            Thread other = writer;
            if (other != Thread.currentThread()) {
                misuse(kind, "a write was running", other);
            }
        }
    }

    private void check(int ticket, Kind kind) {
        if (laSequence() != ticket) {
            Thread other = writer;
            if (other != Thread.currentThread()) {
                misuse(kind, "a write came and went meanwhile", other);
            }
        }
    }

    private void checkGate(Kind kind) {
        ConcurrentMapMisuseError first = poison;
        if (first != null) {
            throw new ConcurrentMapMisuseError(first);
        }
        if ((gate & STRICT) == 0) {
            return;
        }
        Thread me = Thread.currentThread();
        Thread present = owner;
        if (present != me && !(present == null && casOwner(null, me))) {
            misuse(kind, "strict ownership: the map was not handed over to this thread", owner);
        }
    }

    private void misuse(Kind kind, String detail, @Nullable Thread other) {
        MISUSES.getAndAdd(this, 1L);
        MisuseReport report = report(kind, detail, other);
        options.listener().accept(report);
        switch (options.policy()) {
            case LOG -> {}
            case HALT -> halt(report);
            case THROW -> {
                ConcurrentMapMisuseError error = new ConcurrentMapMisuseError(report);
                POISON.compareAndSet(this, null, error);
                // Plain: the acquire load of the sequence before each read of the gate keeps a loop from hoisting it.
                gate = gate | POISONED;
                throw error;
            }
        }
    }

    private static void halt(MisuseReport report) {
        System.err.println("fatal error: " + report);
        System.err.flush();
        Runtime.getRuntime().halt(2);
    }

    private MisuseReport report(Kind kind, String detail, @Nullable Thread other) {
        Thread me = Thread.currentThread();
        return new MisuseReport(
                kind,
                detail,
                state(),
                Party.of(me, withoutGuard(new Throwable().getStackTrace())),
                other == null ? null : Party.of(other, other.getStackTrace()),
                BuildInfo.describe());
    }

    private static StackTraceElement[] withoutGuard(StackTraceElement[] stack) {
        int from = 0;
        while (from < stack.length && stack[from].getClassName().equals(MisuseGuard.class.getName())) {
            from++;
        }
        return Arrays.copyOfRange(stack, from, stack.length);
    }

    private MapState state() {
        String known = label;
        if (known == null) {
            known = options.labelOrNumber();
            label = known;
        }
        return subject.apply(known);
    }

    private int laSequence() {
        return (int) SEQUENCE.getAcquire(this);
    }

    private void soSequence(int value) {
        SEQUENCE.setRelease(this, value);
    }

    private boolean casOwner(@Nullable Thread expected, Thread next) {
        return OWNER.compareAndSet(this, expected, next);
    }
}
