package dev.hazardmap.detector;

/** What one {@link Event} does; {@code o} is the event's object, {@code x} its argument. */
enum Op {
    // threads
    /** Starts a new thread; threads are numbered in the order of their starts, the first one is 0. */
    START,
    END,
    /** Joins thread x, which has ended. */
    JOIN,
    /** Interrupts thread x. */
    INTERRUPT,
    /** Sees thread x interrupted. */
    SEE_INTERRUPT,

    // monitors and locks
    ENTER,
    EXIT,
    WAIT,
    WAKE,
    /** Wakes with an InterruptedException. */
    WAKE_INTERRUPTED,
    LOCK,
    UNLOCK,
    READ_LOCK,
    READ_UNLOCK,
    WRITE_LOCK,
    WRITE_UNLOCK,
    OPTIMISTIC_READ,
    VALIDATE,

    // variables, by access mode
    VOLATILE_READ,
    VOLATILE_WRITE,
    CAS,
    FAILED_CAS,
    SET_RELEASE,
    GET_ACQUIRE,
    SET_OPAQUE,
    GET_OPAQUE,
    ADD_RELEASE,
    ADD_ACQUIRE,
    RELEASE_FENCE,
    ACQUIRE_FENCE,
    FULL_FENCE,

    // the same in two steps, with other threads' events between them
    VOLATILE_WRITE_BEGINS,
    CAS_BEGINS,
    FAILED_CAS_BEGINS,
    /** Ends whichever of these is under way. */
    COMPLETES,

    // other edges
    /** Ends the initialisation of class o. */
    INIT,
    /** Uses class o, which is initialised. */
    USE,
    /** countDown, release of a permit, submit of a task. */
    HAND_OVER,
    /** await, acquire of a permit, run of a task. */
    TAKE_OVER,
    /** A constructor ends whose final field holds collection o. */
    FREEZE,

    // accesses to collection o, at key or index x
    GET,
    PUT,
    REMOVE,
    CLEAR,
    ITERATE,
    /** getValue of an entry that was handed out. */
    GET_VALUE,
    /** setValue of an entry that was handed out. */
    SET_VALUE,

    // plain accesses to field o, to element x of array o, to range x of array o; and atomic ones, which order nothing
    READ,
    WRITE,
    ATOMIC_READ,
    ATOMIC_WRITE,
    ELEMENT_READ,
    ELEMENT_WRITE,
    RANGE_READ,
    RANGE_WRITE,
    ATOMIC_ELEMENT_READ,
    ATOMIC_ELEMENT_WRITE;

    /** Whether the thread's accesses after it are no longer covered by what it published before. */
    boolean releases() {
        return switch (this) {
            case START, END, INTERRUPT, EXIT, WAIT, UNLOCK, READ_UNLOCK, WRITE_UNLOCK -> true;
            case VOLATILE_WRITE, CAS, FAILED_CAS, SET_RELEASE, ADD_RELEASE, RELEASE_FENCE, FULL_FENCE -> true;
            case VOLATILE_WRITE_BEGINS, CAS_BEGINS, FAILED_CAS_BEGINS, INIT, HAND_OVER -> true;
            default -> false;
        };
    }

    /** Whether it accesses a collection. */
    boolean isAccess() {
        return compareTo(GET) >= 0 && !isPart();
    }

    /** Whether it accesses a field or elements of an array. */
    boolean isPart() {
        return compareTo(READ) >= 0;
    }

    boolean isElement() {
        return compareTo(ELEMENT_READ) >= 0;
    }

    boolean isAtomic() {
        return this == ATOMIC_READ
                || this == ATOMIC_WRITE
                || this == ATOMIC_ELEMENT_READ
                || this == ATOMIC_ELEMENT_WRITE;
    }

    boolean isPartWrite() {
        return this == WRITE
                || this == ATOMIC_WRITE
                || this == ELEMENT_WRITE
                || this == RANGE_WRITE
                || this == ATOMIC_ELEMENT_WRITE;
    }
}
