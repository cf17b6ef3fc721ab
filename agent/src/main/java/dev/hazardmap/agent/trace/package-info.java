/** Recording a trace: what is instrumented for it, and how a recording begins and ends with its JVM. */
@NullMarked
package dev.hazardmap.agent.trace;

import org.jspecify.annotations.NullMarked;
