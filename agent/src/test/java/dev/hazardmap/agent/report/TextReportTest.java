package dev.hazardmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.detector.Access;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {
    /** The form is a contract: ARCHITECTURE.md. */
    @Test
    void of_raceOfTheContract_itsForm() {
        assertThat(text(Accesses.race()).lines().toList()).isEqualTo("""
                        ==================
                        WARNING: DATA RACE on java.util.HashMap "Sessions.live" \
                        (812 entries, created at Sessions.<init>(Sessions.java:17))
                        Write (put, new key: structural) by thread "http-7" #41:
                            java.util.HashMap.put(HashMap.java)
                            com.acme.Sessions.add(Sessions.java:41)
                        Previous read (get) by thread "http-3" #37:
                            java.util.HashMap.get(HashMap.java)
                            com.acme.Sessions.find(Sessions.java:55)
                        Locks held: now none; previously ReentrantLock Sessions.lock
                        Thread "http-7" #41 started at:
                            java.lang.Thread.start(Thread.java)
                            com.acme.Server.accept(Server.java:20)
                        Thread "http-3" #37 started at:
                            java.lang.Thread.start(Thread.java)
                            com.acme.Server.accept(Server.java:20)
                        No happens-before edge: the last one from "http-3" to "http-7" was Thread.start at \
                        Server.java:20, before the previous read.
                        ==================""".lines().toList());
    }

    @Test
    void of_oneEntry_singular() {
        assertThat(headline(null, 1, null)).isEqualTo("WARNING: DATA RACE on java.util.HashMap (1 entry)");
    }

    @Test
    void of_nothingKnown_typeAlone() {
        assertThat(headline(null, -1, null)).isEqualTo("WARNING: DATA RACE on java.util.HashMap");
    }

    @Test
    void of_sizeUnknown_noComma() {
        assertThat(headline("live", -1, "A.b(A.java:1)"))
                .isEqualTo("WARNING: DATA RACE on java.util.HashMap \"live\" (created at A.b(A.java:1))");
    }

    @Test
    void of_startUnknown_noLineForIt() {
        RaceView.Side side = new RaceView.Side(
                Access.ENTRY_READ, "get", "get: entry", "\"main\" #1", "main", 1, List.of(), List.of(), List.of());

        assertThat(text(Accesses.race(side, side)))
                .doesNotContain("started at")
                .contains("Read (get: entry) by thread \"main\" #1:");
    }

    private static String headline(String label, int size, String createdAt) {
        RaceView race = Accesses.race();
        RaceView view =
                new RaceView(race.type(), label, size, createdAt, race.current(), race.previous(), race.edge(), null);
        return text(view).lines().skip(1).findFirst().orElseThrow();
    }

    private static String text(RaceView race) {
        return TextReport.of(new Findings.Shown(race, null), null);
    }

    @Test
    void of_benign_saysSoAndWhy() {
        String text = TextReport.of(new Findings.Shown(Accesses.race(), "a cache that every thread fills alike"), null);

        assertThat(text)
                .startsWith("==================\nBENIGN: DATA RACE on")
                .contains("\nBenign, not counted: a cache that every thread fills alike\n===");
    }

    @Test
    void of_perturbed_saysTheSeed() {
        assertThat(TextReport.of(new Findings.Shown(Accesses.race(), null), -42L))
                .contains("\nSchedule varied with --perturb -42\n===");
    }
}
