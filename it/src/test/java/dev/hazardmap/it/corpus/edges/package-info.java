/** Each happens-before edge with its twin: edge there, silent; edge removed, reported. */
@NullMarked
package dev.hazardmap.it.corpus.edges;

import org.jspecify.annotations.NullMarked;
