/**
 * Static analysis of shared-map misuse: {@link dev.hazardmap.lint.Lint} reads class files and returns findings.
 *
 * <p>The engine ({@code engine}) summarises methods, the rules ({@code rules}) read the summaries, {@code input} finds the class files and
 * {@code report} writes what was found. A finding is a warning about code, not a proof that two threads meet: the run-time detector gives
 * that, and the two agree on the names of sites.
 */
@NullMarked
package dev.hazardmap.lint;

import org.jspecify.annotations.NullMarked;
