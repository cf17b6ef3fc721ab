/** Metrics of maps for Micrometer. */
@NullMarked
package dev.hazardmap.observe.micrometer;

import org.jspecify.annotations.NullMarked;
