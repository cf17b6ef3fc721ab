package dev.hazardmap.benchmarks.race;

import java.util.HashMap;
import java.util.Map;

/** Two threads put into one map, one after the other in time but with no edge between them. */
final class Racy {
    private Racy() {}

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
            throw new IllegalStateException(e);
        }
    }
}
