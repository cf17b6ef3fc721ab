package dev.hazardmap.observe.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hazardmap.maps.SwissMap;
import dev.hazardmap.observe.heap.HeapFinding.Kind;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link PlantedHeap}, dumped by a real JVM of each Java that is here: every mistake is told, and told from the others. */
final class HeapAnalysisTest {
    private static final String PLANTED = PlantedHeap.class.getName();
    private static final ConcurrentMap<String, HeapReport> REPORTS = new ConcurrentHashMap<>();
    private static final List<Path> DUMPS = new java.util.concurrent.CopyOnWriteArrayList<>();

    @AfterAll
    static void deleteDumps() throws IOException {
        for (Path dump : DUMPS) {
            Files.deleteIfExists(dump);
        }
        REPORTS.clear();
    }

    static Path home(String java) {
        if (java.equals("this")) {
            return Path.of(System.getProperty("java.home"));
        }
        String home = System.getenv("JAVA25_HOME");
        Path known = Path.of(home == null ? "/usr/lib/jvm/temurin-25-jdk-amd64" : home);
        assumeTrue(Files.isDirectory(known), "no Java 25: set JAVA25_HOME");
        return known;
    }

    static Path dump(Path javaHome) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("planted");
        Path file = directory.resolve("planted.hprof");
        DUMPS.add(file);
        DUMPS.add(directory);
        String classPath = Stream.of(PlantedHeap.class, SwissMap.class)
                .map(type -> Path.of(java.net.URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        javaHome.resolve("bin/java").toString(), "-Xmx256m", "-cp", classPath, PLANTED, file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return file;
    }

    private static HeapReport report(String java) {
        return REPORTS.computeIfAbsent(java, j -> {
            try {
                return HeapAnalysis.analyse(dump(home(j)));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static List<HeapFinding> planted(HeapReport report, Kind kind) {
        return report.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .filter(finding -> finding.text().contains(PLANTED))
                .toList();
    }

    private static HeapMap map(HeapReport report, Predicate<HeapMap> wanted) {
        List<HeapMap> found = report.maps().stream().filter(wanted).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static HeapMap heldBy(HeapReport report, String holder) {
        return map(report, map -> map.heldBy().equals(holder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"this", "25"})
    void emptiedMap_isToldWithItsIdleSlots_healthyOneIsNot(String java) {
        HeapReport report = report(java);
        assertThat(planted(report, Kind.IDLE_SLOTS))
                .extracting(finding -> finding.map().heldBy())
                .containsExactly("static " + PLANTED + ".EMPTIED", "static " + PLANTED + ".STALE");
        assertThat(planted(report, Kind.IDLE_SLOTS)).first().satisfies(finding -> {
            assertThat(finding.map().entries()).isEqualTo(1);
            assertThat(finding.map().slots()).isEqualTo(262_144);
            assertThat(finding.bytes()).isEqualTo((262_144 - 16) * 4);
        });
        HeapMap healthy = heldBy(report, "static " + PLANTED + ".HEALTHY");
        assertThat(healthy.deadWeight()).isZero();
        assertThat(healthy.entries()).isEqualTo(10_000);
        // Entry 32, key 16, value 24 + 24 or 32 bytes; the first 128 keys are cached elsewhere.
        assertThat(healthy.retained()).isBetween(900_000L, 1_200_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"this", "25"})
    void collectedWeakKeys_areDeadEntriesWithTheirValues(String java) {
        assertThat(planted(report(java), Kind.DEAD_KEYS)).first().satisfies(finding -> {
            assertThat(finding.map().heldBy()).isEqualTo("static " + PLANTED + ".STALE");
            assertThat(finding.map().entries()).isZero();
            assertThat(finding.map().deadEntries()).isEqualTo(1000);
            assertThat(finding.bytes()).isBetween(1_016_000L, 1_100_000L);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"this", "25"})
    void lambdaAndInnerClass_thatAloneHoldAMap_areTold(String java) {
        List<HeapFinding> captures = planted(report(java), Kind.CAPTURED);
        assertThat(captures).hasSize(2);
        assertThat(captures.get(0).text())
                .contains("20,000 entries", "held by " + PLANTED + " lambda.arg$1: nothing else keeps it");
        assertThat(captures.get(1).text())
                .contains("3,000 entries", "$Service$1.this$0 through " + PLANTED + "$Service.table: nothing else");
    }

    @ParameterizedTest
    @ValueSource(strings = {"this", "25"})
    void parent_keptByItsChildAlone_isTold_butNotATreeInUse(String java) {
        assertThat(planted(report(java), Kind.LIVE_PARENT)).singleElement().satisfies(finding -> {
            assertThat(finding.text()).contains("5,000 entries", "kept by " + PLANTED + "$Node.parent alone");
            assertThat(finding.map().path())
                    .containsExactly(
                            "static " + PLANTED + ".orphan", PLANTED + "$Node.parent", PLANTED + "$Node.items");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"this", "25"})
    void cycle_isToldAsReachability_reachableWithItsPathAndUnreachableAsGarbage(String java) {
        HeapReport report = report(java);
        assertThat(planted(report, Kind.CYCLE)).singleElement().satisfies(finding -> {
            assertThat(finding.map().entries()).isEqualTo(4003);
            assertThat(finding.text()).contains("what keeps it is static " + PLANTED + ".tree");
        });
        assertThat(planted(report, Kind.UNREACHABLE)).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.map().retained()).isZero();
            assertThat(finding.map().heldBy()).isEqualTo("nothing");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"this", "25"})
    void everyKindOfMap_hasItsEntriesCounted(String java) {
        HeapReport report = report(java);
        String kinds = "static " + PLANTED + ".KINDS";
        List<String> found = report.maps().stream()
                .filter(map -> map.heldBy().equals(kinds))
                .map(map -> map.type() + " " + map.entries() + " " + map.deadEntries())
                .toList();
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "java.util.concurrent.ConcurrentHashMap 101 0",
                        "java.util.Hashtable 102 0",
                        "java.util.TreeMap 103 0",
                        "java.util.concurrent.ConcurrentSkipListMap 104 0",
                        "java.util.IdentityHashMap 105 0",
                        "dev.hazardmap.maps.SwissMap 106 0",
                        "dev.hazardmap.maps.ConcurrentSwissMap 5000 0",
                        "java.util.EnumMap 1 0",
                        "java.util.ImmutableCollections$MapN 3 0",
                        "dev.hazardmap.maps.ConcurrentSwissMap 18 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"this", "25"})
    void text_ofTheReport_namesTheBiggestAndEachFinding(String java) {
        StringWriter text = new StringWriter();
        new HeapTextReport(new PrintWriter(text), 5).write(report(java));
        assertThat(text.toString())
                .contains("static " + PLANTED + ".HEALTHY", "maps more")
                .contains("Grown and emptied", "Deleted keys that stay", "Lambdas and inner classes that hold a map");
    }
}
