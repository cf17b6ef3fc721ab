/**
 * What instrumented code calls to record an event, and the per-thread rings that events go into.
 *
 * <p>These classes live on the boot class path, below {@code java.util}: they use the JDK's core alone, no collection,
 * no lock, no lambda. Everything that needs more is done by the thread that drains the rings, in the agent.
 */
@NullMarked
package dev.hazardmap.trace.recorder;

import org.jspecify.annotations.NullMarked;
