package dev.hazardmap.lint.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An access to a {@link Cell}, seen from a method that threads may enter.
 *
 * @param access the access; its locks are as written
 * @param entry the method
 * @param locks the locks that protect this cell: paths relative to the object that holds it, locks that protect nothing left out
 * @param task the task, or null
 * @param early before the object can be shared: constructors and life-cycle methods
 * @param shared many threads call the entry
 * @param later a function somebody keeps, called later
 * @param weakLock a lock was held that protects nothing (made in the call, per key, per instance for a static field), and why; else empty
 */
public record Use(
        Access access,
        MethodInfo entry,
        Set<Lock> locks,
        @Nullable Task task,
        boolean early,
        boolean shared,
        boolean later,
        String weakLock) {
    /** Whether another use can run under no lock both hold. */
    boolean excludes(Use other) {
        return locks.stream().anyMatch(lock -> other.locks.stream().anyMatch(lock::excludes));
    }

    /** Whether a lock that has to do with the container is held: of its holder, of what the holder belongs to, or of a class. */
    public boolean locked() {
        return locks.stream()
                .anyMatch(lock -> lock.mode() != Lock.Mode.CONFINED && lock.mode() != Lock.Mode.ENTRY && related(lock));
    }

    private static boolean related(Lock lock) {
        Sym root = lock.path().root();
        boolean foreign = root instanceof Sym.Const c
                && c.value() instanceof org.objectweb.asm.Type type
                && type.getInternalName().startsWith("this/");
        return !foreign && root != Sym.Special.UNKNOWN;
    }

    /** Whether only the shared side of a lock is held. */
    public boolean readLocked() {
        return locked() && locks.stream().noneMatch(lock -> lock.mode().exclusive());
    }
}
