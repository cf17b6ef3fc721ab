/**
 * JUnit 5 extension: a test during which a race is reported fails, with the report as its message. The detector itself
 * is the agent's; this package asks it through {@code dev.hazardmap.detector.RaceReports}, by name.
 */
@NullMarked
package dev.hazardmap.junit;

import org.jspecify.annotations.NullMarked;
