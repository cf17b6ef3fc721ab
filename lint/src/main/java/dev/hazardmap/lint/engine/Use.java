package dev.hazardmap.lint.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

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
 * @param holder the object that holds the container, or null for a static one
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
        @Nullable Sym holder,
        String weakLock) {
    /** Whether the container is in an object that was itself found in a container: one of many. */
    public boolean ofElement() {
        for (Sym at = holder; at != null; at = at.parent()) {
            if (at instanceof Sym.Elem) {
                return true;
            }
        }
        return false;
    }

    /** Whether a lock keeps the two apart. */
    public boolean excludes(Use other) {
        return locks.stream().anyMatch(lock -> other.locks.stream()
                .anyMatch(theirs -> lock.excludes(theirs) || sameField(lock, theirs)));
    }

    /** The same lock field reached on different ways: taken to be the same lock, since nothing says it is another. */
    private static boolean sameField(Lock a, Lock b) {
        return a.path() instanceof Sym.Field x
                && b.path() instanceof Sym.Field y
                && x.key().equals(y.key())
                && new Lock(a.path(), a.mode()).excludes(new Lock(a.path(), b.mode()));
    }

    /**
     * Whether a lock that has to do with the container is held: of its holder, of something the holder refers to, or static.
     * What locks further up protect may be anything.
     */
    public boolean locked() {
        return locks.stream()
                .anyMatch(lock -> lock.mode() != Lock.Mode.CONFINED && lock.mode() != Lock.Mode.ENTRY && related(lock));
    }

    private static boolean related(Lock lock) {
        Sym root = lock.path().root();
        if (root instanceof Sym.Const constant) {
            boolean otherInstance = constant.value() instanceof Type type
                    && type.getInternalName().startsWith("this/");
            boolean fromAbove = constant.value() instanceof String;
            return !otherInstance && !fromAbove;
        }
        return root != Sym.Special.UNKNOWN;
    }

    /** Whether only the shared side of a lock is held. */
    public boolean readLocked() {
        return locked() && locks.stream().noneMatch(lock -> lock.mode().exclusive());
    }
}
