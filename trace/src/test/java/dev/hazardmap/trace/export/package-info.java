/** Exports, read back by the tools they are for where these are installed. */
@NullMarked
package dev.hazardmap.trace.export;

import org.jspecify.annotations.NullMarked;
