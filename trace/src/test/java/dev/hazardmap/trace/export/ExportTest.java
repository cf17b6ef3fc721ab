package dev.hazardmap.trace.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hazardmap.trace.format.EventKind;
import dev.hazardmap.trace.format.TraceFile;
import dev.hazardmap.trace.format.TraceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void record() throws IOException {
        file = directory.resolve("t.hzt");
        ContendedTrace.write(file);
    }

    private Path export(Export form) throws IOException {
        Path out = directory.resolve("out." + form);
        try (TraceFile trace = TraceFile.open(file)) {
            form.write(trace, out);
            assertThat(trace.damage()).isEmpty();
        }
        return out;
    }

    @Test
    void collapsed_chargesTheWaiterAndTheHolder() throws IOException {
        assertThat(Files.readAllLines(export(Export.COLLAPSED)))
                .containsExactlyInAnyOrder(
                        "[lock_waiter_delay];app.App.main;app.App.await 9000000",
                        "[lock_holder_delay];app.App.main;app.App.hold 3000000",
                        "[lock_holder_delay];app.App.main;app.App.next 6000000",
                        "[cpu_time];app.App.main;app.App.burn 10000000");
    }

    @Test
    void pprof_goToolPprofShowsTheTotalsAndTheGuardedMap() throws Exception {
        Path profile = export(Export.PPROF);
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/go")), "no Go (Debian: golang-go) to open the profile with");
        assertThat(pprof("-top", profile))
                .contains("Type: lock_holder_delay", "of 9ms total")
                .containsPattern("6ms .* app.App.next");
        assertThat(pprof("-top", "-sample_index=lock_waiter_delay", profile)).containsPattern("9ms .* app.App.await");
        assertThat(pprof("-top", "-sample_index=cpu_time", profile)).containsPattern("10ms .* app.App.burn");
        assertThat(pprof("-raw", profile)).contains("lock:[App.lock] maps:[App.map]", "app.App.hold App.java:10");
    }

    private String pprof(Object... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("go", "tool", "pprof"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path out = directory.resolve("pprof.out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("HOME", directory.toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out);
    }

    @Test
    void csv_everyRowWithNamesAndQuotes() throws IOException {
        List<String> lines = Files.readAllLines(export(Export.CSV));
        assertThat(lines).hasSize(12 + 1); // the log line has a line break within its quotes
        assertThat(lines)
                .contains("10000000,500,1,one;two,HOOKS,MAP_PUT,5,App.map,99,0,,"
                        + "app.App.use(App.java:10);app.App.main(App.java:3)")
                .anyMatch(line -> line.endsWith("\"a \"\"b\"\", \u2603"));
    }

    @Test
    void chrome_slicesInMicroseconds() throws IOException {
        assertThat(Files.readString(export(Export.CHROME)))
                .contains("{\"ph\":\"X\",\"pid\":4711,\"tid\":2,\"ts\":2000.000,\"dur\":3000.000,\"cat\":\"lock\","
                        + "\"name\":\"waited App.lock\"")
                .contains("\"log: a \\\"b\\\", \u2603\\u000ac\"");
    }

    @Test
    void speedscope_totalsAreThoseOfTheProfiles() throws IOException {
        assertThat(Files.readString(export(Export.SPEEDSCOPE)))
                .contains(
                        "\"name\":\"Lock waits, by holder\",\"unit\":\"nanoseconds\",\"startValue\":0,\"endValue\":9000000");
    }

    @ParameterizedTest
    @EnumSource
    void emptyTrace_everyFormIsWritten(Export form) throws IOException {
        try (dev.hazardmap.trace.format.TraceWriter none =
                new dev.hazardmap.trace.format.TraceWriter(file, java.util.Map.of())) {
            assertThat(none.size()).isPositive();
        }
        assertThat(export(form)).exists();
    }

    @Test
    void jfr_ofThisJvm_isRead() throws Exception {
        Path jfr = directory.resolve("r.jfr");
        try (jdk.jfr.Recording recording = new jdk.jfr.Recording()) {
            recording.enable("jdk.ThreadSleep").withThreshold(java.time.Duration.ZERO);
            recording.start();
            Thread.sleep(30);
            recording.stop();
            recording.dump(jfr);
        }
        assertThat(JfrImport.isJfr(jfr)).isTrue();
        assertThat(JfrImport.isJfr(file)).isFalse();
        Path converted = directory.resolve("c.hzt");
        JfrImport.convert(jfr, converted);
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        long[] slept = new long[1];
        try (TraceFile trace = TraceFile.open(converted)) {
            TraceRow.each(trace, row -> {
                kinds.add(row.kind());
                slept[0] += row.kind() == EventKind.SLEEP ? row.duration() : 0;
            });
        }
        assertThat(kinds).contains(EventKind.SLEEP);
        assertThat(slept[0]).isGreaterThanOrEqualTo(29_000_000L);
    }

    @Test
    void jfr_cutShort_isSaidWithItsName() throws Exception {
        Path jfr = directory.resolve("bad.jfr");
        Files.write(jfr, new byte[] {'F', 'L', 'R', 0, 0, 2, 0, 1, 9});
        assertThatThrownBy(() -> JfrImport.convert(jfr, directory.resolve("c.hzt")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.jfr");
    }
}
