/** Virtual threads: identity is the Thread object, a shared carrier is no edge. Needs JDK 21. */
@NullMarked
package dev.hazardmap.it.corpus.virtual;

import org.jspecify.annotations.NullMarked;
