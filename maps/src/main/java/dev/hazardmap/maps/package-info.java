/**
 * The map family: maps with the semantics of Go's, which detect concurrent misuse and stop at once, maps with
 * snapshots, and a concurrent map. No run-time dependency.
 */
@NullMarked
package dev.hazardmap.maps;

import org.jspecify.annotations.NullMarked;
