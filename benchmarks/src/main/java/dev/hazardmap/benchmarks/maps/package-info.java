/** {@code hazardmap bench maps}: the map family beside its peers, as ratios of thread CPU time taken in turns, and in bytes, pauses and allocations. */
@NullMarked
package dev.hazardmap.benchmarks.maps;

import org.jspecify.annotations.NullMarked;
