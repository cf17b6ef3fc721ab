/**
 * The {@code hazardmap} command: option parsing and wiring, nothing else knows every module.
 */
@NullMarked
package dev.hazardmap.cli;

import org.jspecify.annotations.NullMarked;
