package dev.hazardmap.lint.engine;

/**
 * A piece of work that some call handed to another thread. Two are equal when the hand-over is the same instruction.
 *
 * @param spawn where it was handed over
 * @param many whether one call of the spawning method makes several that overlap (a loop, a parallel stream)
 * @param again whether a second call of the spawning method may overlap the first one's task (a pool)
 * @param stream whether it is a function of a parallel stream
 */
public record Task(Site spawn, boolean many, boolean again, boolean stream) {
    /** The same task, spawned several times. */
    Task repeated() {
        return many ? this : new Task(spawn, true, again, stream);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Task task && spawn.equals(task.spawn);
    }

    @Override
    public int hashCode() {
        return spawn.hashCode();
    }
}
