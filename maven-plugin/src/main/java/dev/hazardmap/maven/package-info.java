/**
 * Maven goals: {@code prepare-agent} puts the race detector's agent into the test JVMs as JaCoCo's goal of that name
 * does, {@code check} fails the build by their reports, {@code lint} runs the bytecode analyser. The work is the
 * agent's and lint's; here are parameters and words.
 */
@NullMarked
package dev.hazardmap.maven;

import org.jspecify.annotations.NullMarked;
