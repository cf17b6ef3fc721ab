package dev.hazardmap.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples are what a newcomer runs first: found every time, and never found in their corrected twins. */
class ExamplesIT {
    /** {@code -Dexamples.runs=20} runs each that often. */
    private static final int RUNS = Integer.getInteger("examples.runs", 2);

    @TempDir
    Path directory;

    static Stream<Arguments> racy() {
        return Jdk.all().stream()
                .flatMap(jdk -> Stream.of(
                        Arguments.of(
                                jdk,
                                "IpCache.java",
                                "io.ipinfo.api.cache.SimpleCache",
                                "SimpleCache.java",
                                List.of(19, 29)),
                        Arguments.of(
                                jdk,
                                "LruReads.java",
                                "jodd.cache.AbstractCacheMap",
                                "AbstractCacheMap.java",
                                List.of(LRU_GET))));
    }

    /** AbstractCacheMap.get: {@code cacheMap.get(key)} under the read lock. */
    private static final int LRU_GET = 184;

    static Stream<Arguments> corrected() {
        return Jdk.all().stream().flatMap(jdk -> Stream.of("IpCacheFixed.java", "LruReadsFixed.java")
                .map(file -> Arguments.of(jdk, file)));
    }

    @ParameterizedTest
    @MethodSource("racy")
    void race_example_namesTheLibrarysLineInBothStacks(
            Jdk jdk, String example, String libraryClass, String libraryFile, List<Integer> lines) throws Exception {
        for (int run = 0; run < RUNS; run++) {
            Path report = directory.resolve("report.json");

            Run.hazardmap(jdk)
                    .with("race", "--report", report, Checkout.EXAMPLES.resolve(example))
                    .assertExit(66);

            JsonNode races = RaceReports.read(report).path("races");
            assertThat(races).isNotEmpty().allSatisfy(race -> {
                List<Integer> found = new ArrayList<>();
                found.add(libraryLine(race.path("current"), libraryClass, libraryFile));
                found.add(libraryLine(race.path("previous"), libraryClass, libraryFile));
                assertThat(found).isSubsetOf(lines);
            });
        }
    }

    private static int libraryLine(JsonNode access, String libraryClass, String libraryFile) {
        return StreamSupport.stream(access.path("stack").spliterator(), false)
                .filter(frame -> frame.path("class").asText().equals(libraryClass))
                .filter(frame -> frame.path("file").asText().equals(libraryFile))
                .map(frame -> frame.path("line").asInt())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no frame of " + libraryClass + " in " + access));
    }

    @ParameterizedTest
    @MethodSource("corrected")
    void noRace_correctedTwin_isSilent(Jdk jdk, String example) throws Exception {
        for (int run = 0; run < RUNS; run++) {
            Run corrected = Run.hazardmap(jdk).with("race", Checkout.EXAMPLES.resolve(example));

            corrected.assertExit(0);
            assertThat(corrected.err().lines().filter(line -> !line.startsWith("hazardmap: asking Maven")))
                    .isEmpty();
        }
    }
}
