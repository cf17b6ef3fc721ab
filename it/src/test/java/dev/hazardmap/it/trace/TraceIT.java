package dev.hazardmap.it.trace;

import static dev.hazardmap.trace.format.EventKind.LOCK_ACQUIRE;
import static dev.hazardmap.trace.format.EventKind.LOCK_WAITED;
import static dev.hazardmap.trace.format.EventKind.MAP_COMPUTE;
import static dev.hazardmap.trace.format.EventKind.MAP_GET;
import static dev.hazardmap.trace.format.EventKind.MAP_GROW;
import static dev.hazardmap.trace.format.EventKind.MAP_ITERATED;
import static dev.hazardmap.trace.format.EventKind.MAP_PUT;
import static dev.hazardmap.trace.format.EventKind.PARK;
import static dev.hazardmap.trace.format.EventKind.THREAD_START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.hazardmap.it.Checkout;
import dev.hazardmap.it.Jdk;
import dev.hazardmap.it.Run;
import dev.hazardmap.trace.format.EventKind;
import dev.hazardmap.trace.format.TraceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recorder says against what the program says. */
class TraceIT {
    private static final Path LOAD = Checkout.ROOT.resolve("trace/src/test/load/Load.java");
    private static final Path ENDS = Checkout.ROOT.resolve("it/src/test/resources/trace/Ends.java");

    @TempDir
    Path directory;

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    private Run trace(Jdk jdk, String options, Path program, Object... arguments) throws Exception {
        String agent = "-javaagent:" + Checkout.AGENT + "=mode=trace,trace=" + directory.resolve("t.hzt") + options;
        Object[] all = Stream.concat(Stream.of(agent, "-cp", Checkout.classes("trace"), program), Stream.of(arguments))
                .toArray();
        return Run.java(jdk).with(all);
    }

    private Recorded recorded() throws Exception {
        return Recorded.of(directory.resolve("t.hzt"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void load_everyOperationAndTheTimesOfEveryWait(Jdk jdk) throws Exception {
        Run run = trace(jdk, "", LOAD, 200_000);
        assertThat(run.code()).as(run.err()).isZero();
        Map<String, Long> truth = truth(run.out());
        Recorded recorded = recorded();

        assertThat(recorded.indexed).isTrue();
        assertThat(recorded.dropped).isZero();
        assertThat(recorded.count(MAP_GET)).isEqualTo(truth.get("gets"));
        assertThat(recorded.count(MAP_PUT)).isEqualTo(truth.get("puts"));
        assertThat(recorded.count(MAP_COMPUTE)).isEqualTo(truth.get("merges"));
        assertThat(recorded.values.get(MAP_ITERATED)).isEqualTo(truth.get("iterated"));
        assertThat(recorded.count(MAP_GROW)).isPositive();
        assertThat(recorded.count(THREAD_START)).isGreaterThanOrEqualTo(4);
        assertThat(recorded.count(LOCK_ACQUIRE, LOCK_WAITED)).isGreaterThanOrEqualTo(truth.get("locked"));
        assertThat(recorded.duration(PARK)).isGreaterThanOrEqualTo(truth.get("parked") * 95 / 100);
        // The program's own clock also counts what it waits for a processor before and after it waits for the lock.
        assertThat(recorded.longWaits.getOrDefault("Load.sessionsLock", 0L))
                .isBetween(truth.get("longLockWait") / 2, truth.get("longLockWait") * 102 / 100);
        // The JVM's own account of the same waits, of which it leaves out those that end while it spins.
        assertThat(recorded.longWaits.getOrDefault("Load.board", 0L))
                .isCloseTo(recorded.monitorWaits.getOrDefault("java.lang.Object", 0L), withinPercentage(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 64})
    void sampled_oneInN(int sample) throws Exception {
        Run run = trace(Jdk.current(), ",sample=" + sample, LOAD, 200_000);
        long operations = truth(run.out()).get("gets")
                + truth(run.out()).get("puts")
                + truth(run.out()).get("merges");
        Recorded recorded = recorded();
        long expected = sample == 0 ? 0 : operations / sample;
        assertThat(recorded.count(MAP_GET, MAP_PUT, MAP_COMPUTE)).isBetween(expected - 20, expected + 20);
        assertThat(recorded.count(LOCK_WAITED)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "halt", "return", "throw"})
    void end_ofWhateverKind_writesEverything(String how) throws Exception {
        trace(Jdk.current(), "", ENDS, how);
        Recorded recorded = recorded();
        assertThat(recorded.indexed).isTrue();
        assertThat(recorded.count(MAP_PUT)).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void kill_losesAtMostTheLastChunk(boolean hard) throws Exception {
        Path file = directory.resolve("t.hzt");
        Path out = directory.resolve("out");
        Process process = Run.java(Jdk.current())
                .start(
                        out,
                        directory.resolve("err"),
                        "-javaagent:" + Checkout.AGENT + "=mode=trace,trace=" + file,
                        "-cp",
                        Checkout.classes("trace"),
                        ENDS,
                        "wait");
        while (!Files.exists(out) || !Files.readString(out).contains("written")) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(50);
        }
        Thread.sleep(1_500); // more than a chunk lasts
        if (hard) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        Recorded recorded = recorded();
        assertThat(recorded.indexed).isEqualTo(!hard);
        assertThat(recorded.count(MAP_PUT)).isEqualTo(1_000);
    }

    @Test
    void tasksRegionsAndLogs_areInTheTrace() throws Exception {
        Run run = trace(Jdk.current(), "", ENDS, "tasks");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(recorded().texts)
                .containsEntry("TASK_BEGIN request", 3L)
                .containsEntry("TASK_END request", 3L)
                .containsEntry("REGION_END parse", 3L)
                .containsEntry("LOG user 2", 1L);
    }

    @Test
    void flight_writesTheLastSecondsWhenAsked() throws Exception {
        Run run = trace(Jdk.current(), ",flight=1", ENDS, "flight");
        assertThat(run.err()).contains("the last 1 s are in").contains("it was slow");
        Recorded recorded = recorded();
        assertThat(recorded.texts).containsKey("MARK flight record: it was slow");
        assertThat(recorded.texts).containsKey("LOG late").doesNotContainKey("LOG early");
    }

    @Test
    void withoutAnAgent_theApiDoesNothing() throws Exception {
        Run run = Run.java(Jdk.current()).with("-cp", Checkout.classes("trace"), ENDS, "tasks");
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void besideTheDetector_bothFilesAndTheRaceInBoth() throws Exception {
        Path report = directory.resolve("r.json");
        Path file = directory.resolve("t.hzt");
        Run run = Run.java(Jdk.current())
                .with(
                        "-javaagent:" + Checkout.AGENT + "=report=" + report + ",trace=" + file,
                        Checkout.ROOT.resolve("it/src/test/resources/trace/Racy.java"));
        assertThat(run.code()).as(run.err()).isEqualTo(66);
        assertThat(report).content().contains("\"id\" : \"race-1\"");
        Recorded recorded = recorded();
        assertThat(recorded.texts).containsEntry("RACE race-1", 1L);
        assertThat(recorded.count(EventKind.RACE)).isPositive();
        assertThat(recorded.count(MAP_GET, MAP_PUT)).isPositive();
        try (TraceFile trace = TraceFile.open(file)) {
            assertThat(trace.damage()).isEmpty();
        }
    }

    private static Map<String, Long> truth(String out) {
        Map<String, Long> truth = new HashMap<>();
        for (String pair : out.strip().split(" ")) {
            truth.put(pair.substring(0, pair.indexOf('=')), Long.valueOf(pair.substring(pair.indexOf('=') + 1)));
        }
        return truth;
    }
}
