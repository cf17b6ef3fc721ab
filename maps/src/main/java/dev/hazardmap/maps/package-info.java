/**
 * The map family: maps with the semantics of Go's, which detect concurrent misuse and stop at once, maps with
 * snapshots, and a concurrent map. No run-time dependency.
 *
 * <p>In the sources an accessor of a shared field says its memory order in its first letters, as in JCTools: {@code lp}/{@code sp} plain
 * load and store, {@code lo} opaque load, {@code la} acquire load, {@code so} release ("ordered") store, {@code lv}/{@code sv} volatile load
 * and store, {@code cas} compare-and-set.
 */
@NullMarked
package dev.hazardmap.maps;

import org.jspecify.annotations.NullMarked;
