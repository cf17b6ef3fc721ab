/**
 * The corpus: small programs whose method names are the oracle, and the harness that runs them under the real agent.
 * A method {@code race_...} must be reported, a method {@code noRace_...} must not; false negatives and false positives
 * are counted apart (the form of the tests of Go's race detector).
 *
 * <p>What is a race here is decided by JLS 17 chapters 12.4, 17.4 and 17.5 and by the contracts of java.util,
 * java.util.concurrent and java.lang.ref, never by what the detector happens to do.
 */
@NullMarked
package dev.hazardmap.it.corpus;

import org.jspecify.annotations.NullMarked;
