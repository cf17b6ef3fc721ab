package dev.hazardmap.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * The corpus by hand: {@code CorpusMain [--case PART-OF-NAME] [--mode maps|fields|full] [--java HOME] [--agent JAR|none]
 * [--output DIR]}. Without an agent it only shows that every case runs to its end. On the class path: this module's test
 * classes and Jackson (databind, core, annotations).
 */
public final class CorpusMain {
    private String part = "";
    private Mode mode = Mode.MAPS;
    private Path agent = CorpusRun.builtAgent();
    private Path output = Path.of("target/corpus");
    private final List<Jdk> jdks = new ArrayList<>();

    private CorpusMain() {}

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        CorpusMain main = new CorpusMain();
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("no value for " + args[i]);
            }
            main.option(args[i], args[i + 1]);
        }
        System.exit(main.run() ? 0 : 1);
    }

    private void option(String name, String value) throws IOException {
        switch (name) {
            case "--case" -> part = value;
            case "--mode" -> mode = Mode.valueOf(value.toUpperCase(Locale.ROOT));
            case "--java" -> jdks.add(Jdk.at(Path.of(value)));
            case "--agent" ->
                agent = value.equals("none") ? null : Path.of(value).toAbsolutePath();
            case "--output" -> output = Path.of(value);
            default -> throw new IllegalArgumentException("unknown option " + name);
        }
    }

    private boolean run() throws IOException, InterruptedException, ExecutionException {
        if (agent != null && !Files.exists(agent)) {
            throw new IllegalArgumentException("no agent at " + agent + ": build it, or give --agent none");
        }
        List<Case> cases =
                Catalogue.all().stream().filter(c -> c.id().contains(part)).toList();
        boolean clean = true;
        for (Jdk jdk : jdks.isEmpty() ? Jdk.found() : jdks) {
            Tally tally = new CorpusRun(jdk, agent, mode, output.toAbsolutePath()).run(cases);
            System.out.println(tally.table());
            clean &= agent == null ? tally.count(Verdict.Kind.FAILED) == 0 : tally.clean();
        }
        return clean;
    }
}
