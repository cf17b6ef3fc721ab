package dev.hazardmap.detector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Happens-before by the book: each thread has a vector clock that ticks at every event, each synchronisation object a
 * copy of what was released there; nothing is optimised, nothing is shared with the detector. Each case names its
 * source: the groups of the JLS and of the java.util.concurrent documentation.
 *
 * <p>Where an execution is seen through hooks that stand before and after the real operation, the detector can't be
 * exact and errs towards edges. So there are two answers: <em>exact</em>, the edges that exist, and <em>lenient</em>,
 * those and the ones that the detector is known to add (docs/decisions.md): a release store that was overwritten still
 * counts, a store is published a moment early, a compare-and-set that is going to fail is visible until it has, reads
 * that were never validated are judged after the next lock is taken. Whatever it reports must be a race by the exact
 * answer, whatever is a race by the lenient one it must report.
 */
final class Edges {
    /** What a variable's current value carries, and what its volatile writes do. */
    private static final class Variable {
        /** All volatile writes so far: a volatile read is ordered after each of them (JLS 17.4.4). */
        final Times writes = new Times();
        /** The release that the current value carries, which an acquire takes; of an RMW also what it continues. */
        Times head = new Times();
        /** The release fence before the store of the current value. */
        Times fence = new Times();
    }

    private final boolean lenient;
    private final List<Times> threads = new ArrayList<>();
    private final List<Times> ends = new ArrayList<>();
    private final List<Times> interrupts = new ArrayList<>();
    private final List<Times> fences = new ArrayList<>();
    private final List<Times> seenFences = new ArrayList<>();
    private final Map<String, Times> released = new HashMap<>();
    private final Map<Integer, Variable> variables = new HashMap<>();

    Edges(boolean lenient) {
        this.lenient = lenient;
        add(new Times());
    }

    private void add(Times first) {
        threads.add(first);
        ends.add(new Times());
        interrupts.add(new Times());
        fences.add(new Times());
        seenFences.add(new Times());
    }

    Times of(int thread) {
        return threads.get(thread);
    }

    private Times released(String object) {
        return released.computeIfAbsent(object, unused -> new Times());
    }

    private Variable variable(int number) {
        return variables.computeIfAbsent(number, unused -> new Variable());
    }

    /** Takes the step's edges; called for each step in order. */
    void take(Step step) {
        int number = step.thread();
        Times thread = threads.get(number);
        thread.tick(number);
        int other = step.argument();
        String object = " " + step.object();
        switch (step.op()) {
            case START -> add(thread.copy());
            case END -> ends.set(number, thread.copy());
            case JOIN -> thread.join(ends.get(other));
            case INTERRUPT -> interrupts.get(other).join(thread);
            case SEE_INTERRUPT -> thread.join(interrupts.get(other));
            case ENTER, WAKE -> thread.join(released("monitor" + object));
            case WAKE_INTERRUPTED -> thread.join(released("monitor" + object)).join(interrupts.get(number));
            case EXIT, WAIT -> released.put("monitor" + object, thread.copy());
            case LOCK -> thread.join(released("lock" + object));
            case UNLOCK -> released.put("lock" + object, thread.copy());
            case READ_LOCK -> thread.join(released("writers" + object));
            case READ_UNLOCK -> released("readers" + object).join(thread);
            case WRITE_LOCK -> thread.join(released("writers" + object)).join(released("readers" + object));
            case WRITE_UNLOCK -> released.put("writers" + object, thread.copy());
            case VALIDATE -> {
                if (step.found()) {
                    thread.join(released("writers" + object));
                }
            }
            case HAND_OVER -> released("synchronizer" + object).join(thread);
            case TAKE_OVER -> thread.join(released("synchronizer" + object));
            case INIT -> released.put("class" + object, thread.copy());
            case USE -> thread.join(released("class" + object));
            case RELEASE_FENCE -> fences.set(number, thread.copy());
            case ACQUIRE_FENCE -> thread.join(seenFences.get(number));
            case FULL_FENCE -> {
                fences.set(number, thread.copy());
                thread.join(seenFences.get(number));
            }
            default -> variable(step, thread, variable(step.object()));
        }
    }

    private void variable(Step step, Times thread, Variable variable) {
        switch (step.op()) {
            case VOLATILE_READ, FAILED_CAS -> read(thread, variable, true);
            case GET_ACQUIRE -> read(thread, variable, false);
            case GET_OPAQUE -> see(step.thread(), variable);
            case VOLATILE_WRITE -> write(thread, variable, true);
            case SET_RELEASE -> write(thread, variable, false);
            case SET_OPAQUE -> {
                if (!lenient) {
                    variable.head = new Times();
                    variable.fence = new Times();
                }
                variable.fence.join(fences.get(step.thread()));
            }
            case CAS -> update(thread, variable);
            case ADD_RELEASE -> variable.head.join(thread); // goes on with the release sequence, reads plainly
            case ADD_ACQUIRE -> read(thread, variable, false);
            case VOLATILE_WRITE_BEGINS, CAS_BEGINS, FAILED_CAS_BEGINS -> {
                if (lenient) {
                    variable.writes.join(thread);
                    variable.head.join(thread);
                }
            }
            case COMPLETES -> complete(step.begun(), thread);
            default -> {}
        }
    }

    private void complete(Event begun, Times thread) {
        Variable variable = variable(begun.object());
        switch (begun.op()) {
            case VOLATILE_WRITE_BEGINS -> write(thread, variable, true);
            case CAS_BEGINS -> update(thread, variable);
            default -> read(thread, variable, true);
        }
    }

    private static void read(Times thread, Variable variable, boolean isVolatile) {
        thread.join(variable.head).join(variable.fence);
        if (isVolatile) {
            thread.join(variable.writes);
        }
    }

    /** An opaque load: an acquire fence after it makes an edge of what the value carries. */
    private void see(int thread, Variable variable) {
        seenFences.get(thread).join(variable.head).join(variable.fence);
    }

    private void write(Times thread, Variable variable, boolean isVolatile) {
        if (isVolatile) {
            variable.writes.join(thread);
        }
        if (!lenient) {
            variable.head = new Times();
            variable.fence = new Times();
        }
        variable.head.join(thread);
    }

    private static void update(Times thread, Variable variable) {
        read(thread, variable, true);
        variable.head.join(thread);
        variable.writes.join(thread);
    }
}
