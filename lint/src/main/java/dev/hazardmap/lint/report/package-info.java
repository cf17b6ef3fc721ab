/** Writes findings (text, SARIF 2.1.0, JUnit XML), keeps baselines, and compares findings with race reports of a run. */
@NullMarked
package dev.hazardmap.lint.report;

import org.jspecify.annotations.NullMarked;
