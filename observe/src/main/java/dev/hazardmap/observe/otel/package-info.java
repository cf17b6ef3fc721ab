/** Spans of iterations and slow operations, through the OpenTelemetry API alone: the SDK or the Java agent is the user's. */
@NullMarked
package dev.hazardmap.observe.otel;

import org.jspecify.annotations.NullMarked;
