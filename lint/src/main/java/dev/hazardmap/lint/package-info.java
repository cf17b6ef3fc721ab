/**
 * The build-time analyser: reads class files and reports shared maps that are used without the synchronisation they
 * need.
 */
@NullMarked
package dev.hazardmap.lint;

import org.jspecify.annotations.NullMarked;
