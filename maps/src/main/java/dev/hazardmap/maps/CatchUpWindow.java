package dev.hazardmap.maps;

/**
 * The time during which the writers of a {@link MigratingMap} waited for a cut-over or a roll-back.
 *
 * @param nanos from the moment new writers were kept out until they were let in again, in nanoseconds
 * @param drainNanos the part of it spent waiting for writers that were inside
 * @param changes logged changes applied inside the window
 */
public record CatchUpWindow(long nanos, long drainNanos, long changes) {}
