package dev.hazardmap.lint.engine;

/**
 * A held lock: which object (its access path) and how.
 *
 * <p>Both matter: a counter of held locks cannot tell two locks apart, and a read lock excludes no other reader.
 */
public record Lock(Sym path, Mode mode) {
    /** How a lock is held. */
    public enum Mode {
        /** {@code synchronized}. Does not exclude {@code lock()} on the same object. */
        MONITOR,
        /** {@code Lock.lock()}, or a semaphore with one permit. */
        LOCK,
        /** Shared side of a read-write lock. */
        READ,
        /** Exclusive side of a read-write lock. */
        WRITE,
        /** Inside the function of an atomic compute on this key. */
        ENTRY,
        /** Not a lock: runs on the one thread of this executor or event loop. */
        CONFINED;

        boolean excludes(Mode other) {
            return switch (this) {
                case READ -> other == WRITE;
                case WRITE -> other == READ || other == WRITE;
                default -> other == this;
            };
        }

        /** Whether the owner of this lock is alone with the data. */
        public boolean exclusive() {
            return this != READ;
        }
    }

    /** Whether no two threads can hold this lock and {@code other} at once. A lock we cannot name may be the same: benefit of the doubt. */
    public boolean excludes(Lock other) {
        boolean unknown = path == Sym.Special.UNKNOWN || other.path == Sym.Special.UNKNOWN;
        return unknown
                ? mode.exclusive() && other.mode.exclusive()
                : mode.excludes(other.mode) && path.equals(other.path);
    }
}
