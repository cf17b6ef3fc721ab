/**
 * The happens-before core and the hooks that instrumented code calls: clocks, epochs, shadow state, rules and sinks.
 *
 * <p>These classes live on the boot class path, below {@code java.util}, because {@code java.util} itself calls them.
 * So they use the JDK alone, and of the JDK neither collections nor {@code java.util.concurrent}, no lambda and no
 * string concatenation through {@code invokedynamic}: each of those would come back into the hook that called it.
 */
@NullMarked
package dev.hazardmap.detector;

import org.jspecify.annotations.NullMarked;
