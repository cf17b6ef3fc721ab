package dev.hazardmap.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md, as sentences. */
class ModuleDependenciesTest {
    @Test
    void detector_dependsOnTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.hazardmap.detector..",
                        "java.lang..",
                        "java.util..",
                        "java.nio..",
                        "jdk.internal.misc..",
                        "org.jspecify..")
                .check(module("detector"));
    }

    @Test
    void trace_dependsOnTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.hazardmap.trace..", "java..", "jdk.jfr..", "jdk.internal.misc..", "org.jspecify..")
                .check(module("trace"));
    }

    @Test
    void recorder_isBelowJavaUtil() {
        classes()
                .that()
                .resideInAPackage("dev.hazardmap.trace.recorder")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.hazardmap.trace.recorder",
                        "java.lang..",
                        "java.util..",
                        "jdk.internal.misc..",
                        "org.jspecify..")
                .check(module("trace"));
    }

    @Test
    void agent_dependsOnDetectorAsmAndJacksonCore() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.hazardmap.agent..",
                        "dev.hazardmap.detector..",
                        "dev.hazardmap.trace..",
                        "java..",
                        "jdk.internal..",
                        "org.objectweb.asm..",
                        "com.fasterxml.jackson.core..",
                        "org.jspecify..")
                .check(module("agent"));
    }

    @Test
    void maps_dependOnTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.hazardmap.maps..", "java..", "jdk..", "org.jspecify..")
                .check(module("maps"));
    }

    @Test
    void lint_dependsOnNoOtherModule() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.hazardmap.agent..",
                        "dev.hazardmap.cli..",
                        "dev.hazardmap.detector..",
                        "dev.hazardmap.maps..")
                .check(module("lint"));
    }

    /** Users' tests have it on their class path: the agent is asked by name. */
    @Test
    void junit_dependsOnJUnitAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.hazardmap.junit..", "java..", "org.junit..", "org.jspecify..")
                .check(module("junit"));
    }

    @Test
    void mavenPlugin_knowsTheAgentByItsJarOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.hazardmap.agent..",
                        "dev.hazardmap.cli..",
                        "dev.hazardmap.detector..",
                        "dev.hazardmap.junit..",
                        "dev.hazardmap.maps..")
                .check(module("maven-plugin"));
    }

    @Test
    void cli_knowsTheAgentByItsJarOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.hazardmap.agent..", "dev.hazardmap.detector..")
                .check(module("cli"));
    }

    @Test
    void noModule_isAUtilOrCommon() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..")
                .check(new ClassFileImporter()
                        .importPaths(
                                Checkout.classes("detector"),
                                Checkout.classes("agent"),
                                Checkout.classes("maps"),
                                Checkout.classes("lint"),
                                Checkout.classes("junit"),
                                Checkout.classes("maven-plugin"),
                                Checkout.classes("cli")));
    }

    private static JavaClasses module(String name) {
        return new ClassFileImporter().importPath(Checkout.classes(name));
    }
}
