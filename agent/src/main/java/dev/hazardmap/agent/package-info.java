/**
 * The Java agent: {@code premain}, the bytecode instrumenter and the writers of the race report.
 *
 * <p>Published as one jar in which ASM and Jackson are relocated; the detector travels inside it as a nested jar and is
 * defined to the boot loader before the first class is instrumented.
 */
@NullMarked
package dev.hazardmap.agent;

import org.jspecify.annotations.NullMarked;
