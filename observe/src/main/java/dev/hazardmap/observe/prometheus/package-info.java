/** Metrics of maps for the Prometheus Java client ({@code io.prometheus:prometheus-metrics-core} 1.x). */
@NullMarked
package dev.hazardmap.observe.prometheus;

import org.jspecify.annotations.NullMarked;
