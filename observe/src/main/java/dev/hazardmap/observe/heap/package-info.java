/**
 * Reads a heap dump and says of every map in it: how much it retains, how much of that is dead weight, what holds it, and whether that
 * is a lambda, a cycle, or a parent that outlived its place. Reading is NetBeans' profiler library's; dominators, paths and the
 * knowledge of maps are here.
 */
@NullMarked
package dev.hazardmap.observe.heap;

import org.jspecify.annotations.NullMarked;
