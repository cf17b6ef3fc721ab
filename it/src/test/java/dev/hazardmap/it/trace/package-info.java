/** Traces of whole programs, recorded by the real jar. */
@NullMarked
package dev.hazardmap.it.trace;

import org.jspecify.annotations.NullMarked;
