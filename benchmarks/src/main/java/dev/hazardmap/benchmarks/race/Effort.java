package dev.hazardmap.benchmarks.race;

/**
 * How long to measure, in ms of CPU time per JVM, and how often.
 *
 * @param pairs times A, B and C are run each
 * @param warmMs warm-up at the least
 * @param measureMs measured window at the least
 * @param mostMs when to stop waiting for steady rounds
 */
record Effort(int pairs, long warmMs, long measureMs, long mostMs) {}
