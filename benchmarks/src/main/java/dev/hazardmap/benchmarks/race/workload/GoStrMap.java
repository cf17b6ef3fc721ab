package dev.hazardmap.benchmarks.race.workload;

import java.util.HashMap;
import java.util.Map;

/** Go's {@code strmap}: 2,000,000 increments of {@code m[word]} over 5,000 words, in one thread. */
final class GoStrMap implements Workload {
    private static final int WORDS = 5_000;
    private static final int INCREMENTS = 2_000_000;
    private static final int CHUNK = 1_000;
    private final String[] words = new String[WORDS];

    GoStrMap() {
        for (int i = 0; i < WORDS; i++) {
            words[i] = "word-" + i;
        }
    }

    @Override
    public long run() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < INCREMENTS; i += CHUNK) {
            count(counts, i);
        }
        return counts.size();
    }

    private void count(Map<String, Integer> counts, int from) {
        for (int i = from; i < from + CHUNK; i++) {
            String word = words[(int) (i * 7919L % WORDS)];
            Integer count = counts.get(word);
            counts.put(word, count == null ? 1 : count + 1);
        }
    }

    @Override
    public int operations() {
        return INCREMENTS;
    }

    @Override
    public int chunks() {
        return 1;
    }
}
