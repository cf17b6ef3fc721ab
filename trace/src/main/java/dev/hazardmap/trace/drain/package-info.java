/**
 * The recorder's other half, in the agent: a thread that empties the rings into chunks, and what it adds to them (names,
 * stacks as text, scheduler accounts, the JDK's flight recorder).
 */
@NullMarked
package dev.hazardmap.trace.drain;

import org.jspecify.annotations.NullMarked;
