/**
 * The programs that are measured, and the loop that measures one of them in its own JVM. Nothing here knows whether an
 * agent is present; nothing outside a workload's own work touches a map or a lock while the clock runs.
 */
@NullMarked
package dev.hazardmap.benchmarks.race.workload;

import org.jspecify.annotations.NullMarked;
