package dev.hazardmap.lint.engine;

import java.util.List;
import java.util.Set;

/**
 * What a caller needs to know of a method, in terms of its parameters and static fields.
 *
 * @param accesses container accesses of the method and of what it calls
 * @param returns what it may return
 * @param returnReads container reads the returned value depends on
 * @param acquired locks held on return that were not held on entry
 * @param released locks released that were not taken inside
 * @param stores fields of parameters it assigns
 * @param invokes calls of a functional parameter
 * @param tasksLeft tasks started and not waited for
 * @param joins whether it waits for tasks
 * @param heavy whether it loops, or does I/O and the like, itself or in what it calls
 * @param needsCallers whether some access can be understood only by callers
 */
record Summary(
        List<Access> accesses,
        Val returns,
        List<Access> returnReads,
        Set<Lock> acquired,
        Set<Lock> released,
        List<Store> stores,
        List<Invoke> invokes,
        Set<Task> tasksLeft,
        boolean joins,
        boolean heavy,
        boolean needsCallers) {
    static final Summary EMPTY = new Summary(
            List.of(),
            Val.UNKNOWN1,
            List.of(),
            Set.of(),
            Set.of(),
            List.of(),
            List.of(),
            Set.of(),
            false,
            false,
            false);

    /** Of a method that was not looked into, but has a {@code return null}. */
    static final Summary NULLABLE = new Summary(
            List.of(),
            Val.UNKNOWN1.join(Val.NULL),
            List.of(),
            Set.of(),
            Set.of(),
            List.of(),
            List.of(),
            Set.of(),
            false,
            false,
            false);

    /** {@code target := value}. */
    record Store(Sym target, Val value) {}

    /** A call of interface method {@code name} on the object at {@code target}, a path from a parameter. */
    record Invoke(
            Sym target,
            String name,
            String desc,
            List<Val> args,
            Set<Lock> locks,
            @org.jspecify.annotations.Nullable Task task,
            Set<Task> live,
            List<Site> trace) {}

    /** Whether a caller that touches no container itself must be analysed all the same. */
    boolean interesting() {
        return needsCallers || !invokes.isEmpty() || !tasksLeft.isEmpty() || !acquired.isEmpty() || !released.isEmpty();
    }
}
