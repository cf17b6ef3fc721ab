package dev.hazardmap.trace.drain;

import java.nio.file.Path;

/**
 * How to record.
 *
 * @param file where to; {@code %p} is the process id
 * @param sample one map operation in so many; 1 all, 0 none
 * @param flight seconds kept in memory, written when asked for; 0: everything is written as it comes
 * @param jfr whether the JDK's flight recorder is a source too
 */
public record RecordingOptions(Path file, int sample, int flight, boolean jfr) {}
