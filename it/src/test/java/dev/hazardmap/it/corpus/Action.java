package dev.hazardmap.it.corpus;

/** A thread's body that may throw. */
@FunctionalInterface
public interface Action {
    void run() throws Exception;
}
