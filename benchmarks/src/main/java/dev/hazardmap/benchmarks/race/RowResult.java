package dev.hazardmap.benchmarks.race;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row's samples in the order they were taken, A B C A B C: without agent, with it, and again without as the control.
 */
record RowResult(Row row, List<Sample> plain, List<Sample> agent, List<Sample> control) {
    RowResult {
        plain = List.copyOf(plain);
        agent = List.copyOf(agent);
        control = List.copyOf(control);
    }

    @JsonProperty
    Spread cpuRatio() {
        return Spread.ratio(agent, plain, Sample::nsPerOp);
    }

    @JsonProperty
    Spread controlRatio() {
        return Spread.ratio(control, plain, Sample::nsPerOp);
    }

    /** Like {@link #cpuRatio}, with what collector and compiler threads used. */
    @JsonProperty
    Spread processRatio() {
        return Spread.ratio(agent, plain, Sample::processNsPerOp);
    }

    @JsonProperty
    Spread memoryRatio() {
        return Spread.ratio(agent, plain, Sample::peakRssKiB);
    }

    /** How many of the samples had not become steady. */
    @JsonProperty
    long unsteady() {
        return samples().filter(sample -> !sample.flat()).count();
    }

    /** In how many of the samples the compiler had not come to rest. */
    @JsonProperty
    long compiling() {
        return samples().filter(sample -> !sample.quiet()).count();
    }

    private Stream<Sample> samples() {
        return Stream.of(plain, agent, control).flatMap(List::stream);
    }
}
