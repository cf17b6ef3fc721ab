/** The {@code bench} command: what Hazardmap's parts cost, measured in JVMs of their own. Never published. */
@NullMarked
package dev.hazardmap.benchmarks;

import org.jspecify.annotations.NullMarked;
