package dev.hazardmap.benchmarks.race.workload;

import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/** Counts the words of a text of 2,000 words, some often and most seldom, in a new HashMap each time. */
final class WordCount implements Workload {
    private static final int WORDS = 2_000;
    private final String text = text();

    private static String text() {
        RandomInts random = new RandomInts();
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            int rank = random.next(1 + random.next(1 + random.next(1_000)));
            words.append("word").append(rank).append(' ');
        }
        return words.toString();
    }

    @Override
    public long run() {
        Map<String, Integer> counts = new HashMap<>();
        StringTokenizer words = new StringTokenizer(text);
        while (words.hasMoreTokens()) {
            counts.merge(words.nextToken(), 1, Integer::sum);
        }
        long most = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            most = Math.max(most, entry.getValue());
        }
        return most;
    }

    @Override
    public int operations() {
        return WORDS;
    }

    @Override
    public int chunks() {
        return 200;
    }
}
