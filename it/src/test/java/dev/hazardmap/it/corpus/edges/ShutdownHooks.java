package dev.hazardmap.it.corpus.edges;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import dev.hazardmap.it.corpus.Threads;
import java.util.HashMap;
import java.util.Map;

/** Shutdown hooks are threads started by the one that called System.exit (here the runner, at the very end). */
@Corpus(Mode.MAPS)
class ShutdownHooks {
    static void noRace_hookReadsWhatMainWrote() {
        Map<String, Integer> map = new HashMap<>();
        Runtime.getRuntime().addShutdownHook(Threads.thread(() -> map.get("a")));
        map.put("a", 1);
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_hookAndALivingThread() {
        Map<String, Integer> map = new HashMap<>();
        Hint put = new Hint();
        Runtime.getRuntime().addShutdownHook(Threads.thread(() -> map.get("a")));
        Thread worker = Threads.thread(() -> {
            map.put("a", 1);
            put.give();
            Thread.sleep(600_000);
        });
        worker.setDaemon(true);
        worker.start();
        put.await();
    }
}
