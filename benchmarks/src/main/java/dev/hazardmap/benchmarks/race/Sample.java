package dev.hazardmap.benchmarks.race;

import java.util.HashMap;
import java.util.Map;

/**
 * What one measured JVM said.
 *
 * @param nsPerOp CPU time of the workload's threads per operation, the median of the rounds
 * @param processNsPerOp the same of the whole process, with collector and compiler; the mean
 * @param rounds rounds measured
 * @param warmRounds rounds before
 * @param compileMs time the compiler worked meanwhile
 * @param flat whether the rounds had become steady
 * @param quiet whether the compiler had come to rest
 * @param peakRssKiB the most memory ever resident
 * @param races how many races the detector reported meanwhile
 */
record Sample(
        double nsPerOp,
        double processNsPerOp,
        int rounds,
        int warmRounds,
        long compileMs,
        boolean flat,
        boolean quiet,
        long peakRssKiB,
        int races) {

    /** From the line that the measuring program prints. */
    static Sample parse(String line, int races) {
        Map<String, String> values = new HashMap<>();
        for (String pair : line.split(" ")) {
            String[] parts = pair.split("=", 2);
            values.put(parts[0], parts[parts.length - 1]);
        }
        return new Sample(
                Double.parseDouble(values.getOrDefault("nsPerOp", "")),
                Double.parseDouble(values.getOrDefault("processNsPerOp", "")),
                Integer.parseInt(values.getOrDefault("rounds", "")),
                Integer.parseInt(values.getOrDefault("warmRounds", "")),
                Long.parseLong(values.getOrDefault("compileMs", "")),
                Boolean.parseBoolean(values.getOrDefault("flat", "")),
                Boolean.parseBoolean(values.getOrDefault("quiet", "")),
                Long.parseLong(values.getOrDefault("peakRssKiB", "")),
                races);
    }
}
