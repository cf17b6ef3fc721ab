package dev.hazardmap.observe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each library is optional: its classes are met in one package only, so that a program without it never loads them. */
final class PackageDependenciesTest {
    private final JavaClasses all = new ClassFileImporter().importPath(Path.of("target", "classes"));

    private void assertDependencies(String of, String... allowed) {
        String[] everywhere = {of, "java..", "org.jspecify.."};
        classes()
                .that()
                .resideInAPackage(of)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        Stream.of(everywhere, allowed).flatMap(Stream::of).toArray(String[]::new))
                .check(all);
    }

    @Test
    void core_dependsOnMapsAlone() {
        assertDependencies("dev.hazardmap.observe", "dev.hazardmap.maps");
    }

    @Test
    void meter_dependsOnNoMetricsLibrary() {
        assertDependencies("dev.hazardmap.observe.meter", "dev.hazardmap.observe");
    }

    @Test
    void prometheus_isMetInItsPackageOnly() {
        assertDependencies(
                "dev.hazardmap.observe.prometheus",
                "dev.hazardmap.observe",
                "dev.hazardmap.observe.meter",
                "io.prometheus.metrics..");
    }

    @Test
    void micrometer_isMetInItsPackageOnly() {
        assertDependencies(
                "dev.hazardmap.observe.micrometer",
                "dev.hazardmap.observe",
                "dev.hazardmap.observe.meter",
                "io.micrometer..");
    }

    @Test
    void openTelemetry_isMetInItsPackageOnly_asApi() {
        assertDependencies(
                "dev.hazardmap.observe.otel",
                "dev.hazardmap.observe",
                "com.sun.management",
                "io.opentelemetry.api..",
                "io.opentelemetry.context..");
    }

    @Test
    void heap_needsNothingOfTheRest() {
        assertDependencies(
                "dev.hazardmap.observe.heap", "org.netbeans.lib.profiler.heap", "com.fasterxml.jackson.core..");
    }
}
