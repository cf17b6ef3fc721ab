package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a piece of code seen from the method under analysis.
 *
 * @param insn the instruction of that method that leads to it
 * @param locks held
 * @param task the task it runs in, or null
 * @param live tasks running beside it
 * @param trace call sites so far, outermost first, the instruction itself included
 * @param depth functions called from functions
 */
record Context(int insn, Set<Lock> locks, @Nullable Task task, Set<Task> live, List<Site> trace, int depth) {
    private static final int MAX_TRACE = 8;
    private static final int MAX_DEPTH = 5;

    /** Code called synchronously from here, holding {@code more} as well. */
    Context inside(Set<Lock> more) {
        return new Context(insn, union(locks, more), task, live, trace, depth + 1);
    }

    /** Code that {@code newTask} will run: it holds only {@code itsLocks}. */
    Context spawned(Task newTask, Set<Lock> itsLocks) {
        Task effective = task != null && task.many() ? newTask.repeated() : newTask;
        return new Context(insn, itsLocks, effective, live, trace, depth + 1);
    }

    /** Code that somebody will call later, holding nothing we know of. */
    Context later() {
        return new Context(insn, Set.of(), task, live, trace, depth + 1);
    }

    boolean tooDeep() {
        return depth > MAX_DEPTH;
    }

    /** This trace followed by {@code rest}, shortened in the middle. */
    List<Site> follow(List<Site> rest) {
        List<Site> all = new ArrayList<>(trace);
        all.addAll(rest);
        if (all.size() > MAX_TRACE) {
            all.subList(2, all.size() - MAX_TRACE + 2).clear();
        }
        return all;
    }

    static <T> Set<T> union(Set<T> a, Set<T> b) {
        if (a.containsAll(b)) {
            return a;
        } else if (a.isEmpty()) {
            return b;
        }
        Set<T> all = new LinkedHashSet<>(a);
        all.addAll(b);
        return all;
    }
}
