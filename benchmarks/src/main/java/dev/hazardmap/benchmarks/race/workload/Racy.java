package dev.hazardmap.benchmarks.race.workload;

import java.util.HashMap;
import java.util.Map;

/**
 * Two threads put into one map, one long after the other but with no edge between them. An agent that doesn't report
 * this one isn't at work, and its ratios would be splendid.
 */
public final class Racy {
    private Racy() {}

    /** Races. */
    public static void main(String[] args) throws InterruptedException {
        Map<String, String> map = new HashMap<>();
        Thread first = new Thread(() -> map.put("a", "x"));
        Thread second = new Thread(() -> {
            sleep();
            map.put("b", "x");
        });
        first.start();
        second.start();
        first.join();
        second.join();
        System.out.println(map.size());
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a benchmark", e);
        }
    }
}
