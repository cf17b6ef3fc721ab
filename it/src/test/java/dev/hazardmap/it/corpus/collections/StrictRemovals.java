package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** With strict, an intent to change the structure counts although it found nothing to do. */
@Corpus(value = Mode.MAPS, agent = "strict=true")
class StrictRemovals {
    @Raced(
            on = HashMap.class,
            ops = {"remove", "get"})
    static void race_strictRemoveAbsentAndGet() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        pair(() -> map.remove("x"), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"remove", "remove"})
    static void race_strictRemoveAbsentAndRemoveAbsent() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        pair(() -> map.remove("x"), () -> map.remove("y"));
    }

    static void noRace_strictGetAndGet() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        pair(() -> map.get("x"), () -> map.get("a"));
    }
}
