package dev.hazardmap.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What users see who forgot the agent: never a test that passes because nothing was looked for. */
class WithoutAgentTest {
    @DetectRaces
    static class AnnotatedCase {
        @Test
        void passes() {}
    }

    static class MethodCase {
        @Test
        @DetectRaces
        void passes() {}
    }

    static class PlainCase {
        @Test
        void passes() {}
    }

    @Test
    void annotatedClass_noAgent_failsWithOneLineThatSaysWhatToDo() {
        EngineExecutionResults results = run(AnnotatedCase.class, "unused", "");

        results.testEvents().assertStatistics(statistics -> statistics.started(0));
        results.containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                instanceOf(ExtensionConfigurationException.class),
                                message(text -> text.contains("prepare-agent")
                                        && text.contains("-javaagent")
                                        && text.lines().count() == 1)));
    }

    @Test
    void annotatedMethod_noAgent_fails() {
        run(MethodCase.class, "unused", "")
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(0).failed(1));
    }

    @Test
    void annotatedClass_noAgentButOptional_passes() {
        run(AnnotatedCase.class, "hazardmap.agent", "optional")
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1).failed(0));
    }

    @Test
    void annotatedClass_wrongWord_failsWithTheWord() {
        run(AnnotatedCase.class, "hazardmap.agent", "maybe")
                .containerEvents()
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(message(text -> text.contains("'maybe'"))));
    }

    @Test
    void plainClass_autodetectionOn_noAgent_fails() {
        EngineExecutionResults results = run(PlainCase.class, "junit.jupiter.extensions.autodetection.enabled", "true");

        assertThat(results.testEvents().succeeded().count()).isZero();
        assertThat(results.containerEvents().failed().count()).isEqualTo(1);
    }

    @Test
    void plainClass_autodetectionOff_isLeftAlone() {
        run(PlainCase.class, "unused", "").testEvents().assertStatistics(statistics -> statistics.succeeded(1));
    }

    private static EngineExecutionResults run(Class<?> testClass, String parameter, String value) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .configurationParameter(parameter, value)
                .execute();
    }
}
