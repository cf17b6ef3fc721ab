/** What recording a trace costs, and how near to the truth it is. */
@NullMarked
package dev.hazardmap.benchmarks.trace;

import org.jspecify.annotations.NullMarked;
