/**
 * The rules: each looks at the engine's facts for one mistake and says so. One class per rule, one page in {@code docs/lint} per rule id.
 */
@NullMarked
package dev.hazardmap.lint.rules;

import org.jspecify.annotations.NullMarked;
