/**
 * The cases of Go's own race-detector tests ({@code runtime/race/testdata}) in the form that a Java program gives them:
 * expressions and statements, structs, closures, slices, channels, select, mutexes, wait groups, atomics, pools, once,
 * finalizers, reflection, defer and panics. Written from that suite's list, not from this detector's code.
 */
@NullMarked
package dev.hazardmap.it.corpus.ported;

import org.jspecify.annotations.NullMarked;
