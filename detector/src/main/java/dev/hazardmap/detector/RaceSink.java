package dev.hazardmap.detector;

/** Takes the races that are found. Implemented by the agent. */
public interface RaceSink {
    /**
     * A race whose pair of stacks is new. Called on the thread that found it, with hooks off; must return soon, must
     * not throw.
     */
    void found(Race race);
}
