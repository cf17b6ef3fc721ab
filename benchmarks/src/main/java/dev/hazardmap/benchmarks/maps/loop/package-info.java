/**
 * The code that is measured: loops over a map, and the maps. {@code IsolatedLoop} loads a copy of this package, and of every
 * map's classes, for each loop, so that the JIT compiles each loop for its own map alone; therefore nothing in here is known by type outside.
 */
@NullMarked
package dev.hazardmap.benchmarks.maps.loop;

import org.jspecify.annotations.NullMarked;
