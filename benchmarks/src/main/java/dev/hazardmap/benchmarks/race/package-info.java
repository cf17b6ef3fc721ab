/**
 * The cost of the race detector as a ratio: the same program with and without the agent, each in JVMs of its own, taken
 * in turn, with a second run without the agent as the control that says how much of a difference is noise.
 */
@NullMarked
package dev.hazardmap.benchmarks.race;

import org.jspecify.annotations.NullMarked;
