/**
 * What applications call to put tasks, regions and lines of their own into a trace. Without the agent it does nothing, and
 * costs nothing.
 */
@NullMarked
package dev.hazardmap.trace;

import org.jspecify.annotations.NullMarked;
