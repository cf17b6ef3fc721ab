package dev.hazardmap.benchmarks.race;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The times of hello world in the order they were taken, without agent, with it, and again without. */
record StartUpResult(List<Time> plain, List<Time> agent, List<Time> control) {
    /** The most that start-up may take longer, in ms, at first and in the end. */
    static final List<Bar> BARS = List.of(new Bar("first", 400), new Bar("target", 300));

    StartUpResult {
        plain = List.copyOf(plain);
        agent = List.copyOf(agent);
        control = List.copyOf(control);
    }

    /**
     * One start.
     *
     * @param wallMs from before the process's creation to its end
     * @param cpuMs user and system time, in the kernel's ticks of 10 ms
     */
    record Time(double wallMs, double cpuMs) {}

    @JsonProperty
    double plainMs() {
        return median(plain, Time::wallMs);
    }

    @JsonProperty
    double addedMs() {
        return median(agent, Time::wallMs) - plainMs();
    }

    @JsonProperty
    double controlAddedMs() {
        return median(control, Time::wallMs) - plainMs();
    }

    @JsonProperty
    double addedCpuMs() {
        return median(agent, Time::cpuMs) - median(plain, Time::cpuMs);
    }

    private static double median(List<Time> times, ToDoubleFunction<Time> figure) {
        return Spread.of(times.stream().mapToDouble(figure).toArray()).median();
    }
}
