package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import dev.hazardmap.maps.MisuseReport.Kind;
import dev.hazardmap.maps.MisuseReport.MapState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.AbstractMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A map of one owner at a time, {@link SwissMap} or {@link GoMap}, that notices when several threads use it at once.
 *
 * <h2>Terms</h2>
 * Go keeps one plain bit, {@code hashWriting}, that a write flips at its start and its end; two writes that flip it at the
 * same instant miss each other, and a write that starts and ends inside one read is never seen. Here the bit is the lowest
 * bit of a <em>sequence</em>: odd while a write runs, and two higher after it. An operation takes the sequence as its
 * <em>ticket</em> when it begins and compares it when it ends, so it also sees writes that came and went meanwhile.
 *
 * <h2>Protocol</h2>
 * <pre>{@code
 * int ticket = beginWrite();                  int ticket = beginRead();
 * try { ... } finally {                       ... look up ...
 *   endWrite(ticket); }                       endRead(ticket);
 * }</pre>
 * An iterator takes a ticket with {@link #beginIteration} and trades it for a new one with {@link #checkIteration} at each step.
 *
 * <h2>Invariants</h2>
 * <ol>
 *   <li>{@code sequence} is odd exactly while a write runs that nobody has overlapped yet.
 *   <li>{@code writer} is stored before the sequence turns odd, so whoever sees the odd value can name the writer.
 *   <li>{@code gate} is 0 unless the map is strict or poisoned; the fast paths read nothing else beside the sequence.
 *   <li>Once a misuse has been thrown, {@code gate} stays closed and every begin throws ({@link MisuseAlarm}).
 *   <li>In strict mode {@code owner} changes only from null (by CAS: one thread wins the claim) or by the owner itself.
 * </ol>
 *
 * <p>These fields are the map's own and not those of an object beside it: an operation reads them twice, and most operations
 * take no longer than a few such reads.
 *
 * <h2>What it can miss</h2>
 * The accesses are acquire loads and release stores, free on x86; there is no fence between an operation and its end check.
 * Two operations whose overlap is shorter than a store buffer's delay (some tens of nanoseconds) may both pass. Strict mode
 * has no such gap: it compares threads, not times. Source: Go's internal/runtime/maps/map.go, {@code writing}; Boehm,
 * "Can seqlocks get along with programming language memory models?", MSPC 2012, for the read side.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
abstract class OwnedMap<K, V> extends AbstractMap<K, V> {
    private static final VarHandle SEQUENCE;
    private static final VarHandle OWNER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SEQUENCE = lookup.findVarHandle(OwnedMap.class, "sequence", int.class);
            OWNER = lookup.findVarHandle(OwnedMap.class, "owner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int STRICT = 1;
    private static final int POISONED = 2;

    private final MisuseAlarm alarm;
    private int sequence;
    private int gate;
    private @Nullable Thread writer;
    private volatile @Nullable Thread owner;

    /** A map whose owner is the calling thread. */
    OwnedMap(MisuseOptions options) {
        alarm = new MisuseAlarm(options, this::describe);
        if (options.strict()) {
            gate = STRICT;
            owner = Thread.currentThread();
        }
    }

    /** The map in a report; called while other threads may write. */
    abstract MapState describe(String label);

    /** Begins a read; returns the ticket for {@link #endRead}. A read inside the thread's own write is no misuse. */
    final int beginRead() {
        return begin(Kind.READ_AND_WRITE);
    }

    /** Ends a read: a misuse if another thread wrote since its ticket was taken. */
    final void endRead(int ticket) {
        check(ticket, Kind.READ_AND_WRITE);
    }

    /** Begins an iteration, and checks that no write runs. Returns the ticket for {@link #checkIteration}. */
    final int beginIteration() {
        return begin(Kind.ITERATION_AND_WRITE);
    }

    /**
     * Checks one step of an iteration: a misuse if another thread wrote since the ticket was taken. Returns the ticket for the
     * next step. Whether the iterating thread's own changes end an iteration is the map's decision.
     */
    final int checkIteration(int ticket) {
        int now = begin(Kind.ITERATION_AND_WRITE);
        if (now != ticket && writer != Thread.currentThread()) {
            misuse(Kind.ITERATION_AND_WRITE, "a write came between two steps of an iteration", writer);
        }
        return now;
    }

    /** Ends one step of an iteration that goes on over its own thread's writes, as Go's range does. */
    final void endStep(int ticket) {
        check(ticket, Kind.ITERATION_AND_WRITE);
    }

    /** A map's own flag, Go's {@code hashWriting}, shows a write in progress; one by this very thread is no misuse. */
    final void flagged(Kind kind) {
        Thread other = writer;
        if (!isWriting() || other != Thread.currentThread()) {
            misuse(kind, "the hashWriting flag was set", other);
        }
    }

    /** Begins a copy of the whole map; end it with {@link #endClone}. */
    final int beginClone() {
        return begin(Kind.CLONE_AND_WRITE);
    }

    final void endClone(int ticket) {
        check(ticket, Kind.CLONE_AND_WRITE);
    }

    /**
     * Begins a write; returns the ticket for {@link #endWrite}, which must be called even if the write fails.
     *
     * @throws IllegalStateException if this thread is inside another write on this map (a key's {@code equals}, a function)
     */
    final int beginWrite() {
        int ticket = begin(Kind.WRITES);
        if ((ticket & 1) != 0) {
            if (alarm.isLogOnly() && writer != Thread.currentThread()) {
                ticket++; // Already reported: take over, so that the count of writes stays even.
            } else {
                throw RecursiveUpdate.onThisThread(getClass().getSimpleName());
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
    final void endWrite(int ticket) {
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
    final boolean isWriting() {
        return (laSequence() & 1) != 0;
    }

    /** Gives the map to whichever thread uses it next. Only the owner may call it; without strict ownership it does nothing. */
    public void handOver() {
        handOverTo(null);
    }

    /**
     * Gives the map to a thread. Only the owner may call it; without strict ownership it does nothing. The order between both
     * threads' operations is still the callers' to establish.
     */
    public void handOver(Thread next) {
        handOverTo(requireNonNull(next, "next"));
    }

    private void handOverTo(@Nullable Thread to) {
        if ((gate & STRICT) != 0) {
            checkGate(Kind.WRITES);
            owner = to;
        }
    }

    /** How many misuses were found so far. */
    public long misuses() {
        return alarm.misuses();
    }

    /** The owner in strict mode; null if the map is not strict, or handed over and not yet claimed. */
    @Nullable
    final Thread owner() {
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
        alarm.throwIfPoisoned();
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
        // Plain: the acquire load of the sequence before each read of the gate keeps a loop from hoisting it.
        alarm.raise(kind, detail, other, () -> gate = gate | POISONED);
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

    /**
     * The part of a map's description that says what becomes of misuse. Not thread-safe.
     *
     * @param <B> the builder itself
     */
    abstract static class Builder<B> {
        MisuseOptions misuse = MisuseOptions.DEFAULT;

        Builder() {}

        abstract B self();

        /** The map's name in misuse reports. */
        public B label(String label) {
            misuse = misuse.withLabel(requireNonNull(label, "label"));
            return self();
        }

        /** What a misuse leads to; {@link MisusePolicy#THROW} unless set. */
        public B misusePolicy(MisusePolicy policy) {
            misuse = misuse.withPolicy(requireNonNull(policy, "policy"));
            return self();
        }

        /** Makes every operation of a thread that does not own the map a misuse. The building thread is the first owner. */
        public B strictOwnership() {
            misuse = misuse.withStrict(true);
            return self();
        }

        /** Receives every report, on the thread that found it, before the policy acts. */
        public B onMisuse(Consumer<MisuseReport> listener) {
            misuse = misuse.withListener(requireNonNull(listener, "listener"));
            return self();
        }
    }
}
