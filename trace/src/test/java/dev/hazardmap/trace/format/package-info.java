/** The format: what is written is read, whatever happens to the bytes in between. */
@NullMarked
package dev.hazardmap.trace.format;

import org.jspecify.annotations.NullMarked;
