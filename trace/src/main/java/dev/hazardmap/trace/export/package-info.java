/** Traces in the forms of other tools, and profiles made of them. */
@NullMarked
package dev.hazardmap.trace.export;

import org.jspecify.annotations.NullMarked;
