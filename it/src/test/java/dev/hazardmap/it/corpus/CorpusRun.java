package dev.hazardmap.it.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs cases in both directions on one JDK, two JVMs at a time. */
record CorpusRun(Jdk jdk, Path agent, Mode mode, Path output) {
    /** The agent's jar as the build leaves it, seen from the root of the checkout or from this module. */
    static Path builtAgent() {
        Path jar = Path.of("agent/target/hazardmap-agent.jar");
        return (jar.toFile().exists() ? jar : Path.of("..").resolve(jar))
                .toAbsolutePath()
                .normalize();
    }

    String title() {
        return "JDK " + jdk.feature() + " " + mode.option();
    }

    Tally run(List<Case> cases) throws IOException, InterruptedException, ExecutionException {
        List<Batch> batches = new ArrayList<>(Batch.plan(jdk, agent, mode, false, cases));
        batches.addAll(Batch.plan(jdk, agent, mode, true, cases));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<Batch.Outcome>> outcomes = new ArrayList<>();
            for (Batch batch : batches) {
                Path directory = output.resolve(jdk.feature() + "-" + mode.option() + "-" + outcomes.size());
                outcomes.add(pool.submit(() -> batch.run(directory)));
            }
            Tally tally = new Tally(title());
            for (int i = 0; i < batches.size(); i++) {
                tally.add(batches.get(i), outcomes.get(i).get());
            }
            return tally;
        } finally {
            pool.shutdownNow();
        }
    }
}
