package dev.hazardmap.lint.engine;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One access to a container, or to the field that holds it.
 *
 * @param path the container
 * @param op what is done; {@link Op#LOAD} and {@link Op#STORE} are accesses to the reference
 * @param key the key argument, or UNKNOWN
 * @param value the value argument, or UNKNOWN
 * @param locks locks held
 * @param task the task it runs in, or null for the thread that called the method
 * @param live tasks that were handed over before and not waited for
 * @param trace call sites, outermost first; the last is the access itself
 */
public record Access(
        Sym path,
        Op op,
        Val key,
        Val value,
        Set<Lock> locks,
        @Nullable Task task,
        Set<Task> live,
        List<Site> trace) {
    /** Where it happens. */
    public Site site() {
        return trace.get(trace.size() - 1);
    }

    /** Whether this is about the field and not about what is in the container. */
    public boolean reference() {
        return op == Op.LOAD || op == Op.STORE;
    }

    Access at(Sym newPath) {
        return new Access(newPath, op, key, value, locks, task, live, trace);
    }

    Access held(Set<Lock> newLocks) {
        return new Access(path, op, key, value, newLocks, task, live, trace);
    }

    Access in(@Nullable Task newTask) {
        return new Access(path, op, key, value, locks, newTask, live, trace);
    }
}
