/** Pairs of operations on one collection of java.util, unordered (race) or compatible (no race). */
@NullMarked
package dev.hazardmap.it.corpus.collections;

import org.jspecify.annotations.NullMarked;
