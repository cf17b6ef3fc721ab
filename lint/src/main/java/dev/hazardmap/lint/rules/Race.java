package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Cell;
import dev.hazardmap.lint.engine.Use;
import org.jspecify.annotations.Nullable;

/** Two uses of one container that nothing keeps apart, and what makes them a race. */
record Race(Cell cell, Use write, Use other, Cause cause) {
    /** Why the two can meet; most telling first. */
    enum Cause {
        /** A read that is a write by the kind of map. */
        READ_WRITES,
        /** A write, holding only the shared side. */
        READ_LOCK,
        /** A lock made in the call, per key, or per instance for a static map. */
        WEAK_LOCK,
        /** Each holds a lock, but not the same. */
        TWO_LOCKS,
        /** A function of a parallel stream. */
        PARALLEL,
        /** One holds the lock, the other nothing. */
        BYPASS,
        /** A task and somebody else, no lock. */
        TASK,
        /** Many threads call both, no lock. */
        SHARED,
        /** A cache that belongs to the class: whoever calls fills it, no lock. */
        CACHE,
        /** A plain container inside a concurrent one. */
        NESTED
    }

    /** The use to point at: the one without protection. */
    Use culprit() {
        boolean otherWorse = cause == Cause.BYPASS ? !other.locked() && write.locked() : false;
        boolean weak = cause == Cause.WEAK_LOCK && write.weakLock().isEmpty();
        return otherWorse || weak ? other : write;
    }

    static int rank(@Nullable Race race) {
        return race == null ? Integer.MAX_VALUE : race.cause.ordinal();
    }
}
