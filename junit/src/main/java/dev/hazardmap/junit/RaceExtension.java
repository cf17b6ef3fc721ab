package dev.hazardmap.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Fails tests and classes by the races that the agent reports: see {@link DetectRaces}. Registered by that annotation, or
 * for all tests by JUnit's automatic detection of extensions. JUnit makes the instances; they share one {@link
 * Ledger}.
 */
public final class RaceExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final String AGENT = "hazardmap.agent";
    private static final String NO_AGENT =
            "hazardmap: the race detector's agent is not in this JVM, so no race would be"
                    + " found: run the tests with the goal prepare-agent of hazardmap-maven-plugin, or with"
                    + " -javaagent:hazardmap-agent.jar; or set the configuration parameter hazardmap.agent=optional";

    /** The agent and who owns which of its races; one for all tests of the JVM. */
    private record Detection(Agent agent, Ledger ledger) {
        void begin(Consumer<Ledger> step) {
            agent.unseen(() -> {
                step.accept(ledger);
                return List.of();
            });
        }

        List<ReportedRace> end(Function<Ledger, List<ReportedRace>> step) {
            return agent.unseen(() -> step.apply(ledger));
        }
    }

    private static @Nullable Detection detection;

    /** Made by JUnit. */
    public RaceExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        Detection known = detection(context);
        if (known != null) {
            known.begin(ledger -> ledger.classBegins(className(context)));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Detection known = detection(context);
        if (known != null) {
            ignored(context); // a bad pattern is said before the test runs
            known.begin(ledger -> ledger.testBegins(test(context)));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Detection known = detection(context);
        if (known != null) {
            fail(known.end(ledger -> ledger.testEnds(test(context))), context, "during this test");
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Detection known = detection(context);
        if (known != null) {
            fail(
                    known.end(ledger -> ledger.classEnds(className(context))),
                    context,
                    "outside of the tests: in @BeforeAll or @AfterAll, by threads that outlived their test, or by"
                            + " parallel tests that can't be told apart");
        }
    }

    private static String className(ExtensionContext context) {
        return context.getRequiredTestClass().getName();
    }

    private static TestRun test(ExtensionContext context) {
        return new TestRun(
                context.getUniqueId(),
                className(context),
                context.getRequiredTestMethod().getName());
    }

    private static void fail(List<ReportedRace> found, ExtensionContext context, String when) {
        List<Pattern> ignored = ignored(context);
        List<ReportedRace> races =
                found.stream().filter(race -> !race.isIgnoredBy(ignored)).toList();
        if (!races.isEmpty()) {
            throw new RaceFoundError(message(races, when));
        }
    }

    static String message(List<ReportedRace> races, String when) {
        String count = races.size() == 1 ? "a data race" : races.size() + " data races";
        return races.stream()
                .map(ReportedRace::text)
                .collect(Collectors.joining("", count + " " + when + System.lineSeparator(), ""));
    }

    // ---- the agent

    /** Null when there is no agent and none is required. */
    private static @Nullable Detection detection(ExtensionContext context) {
        Detection known = detection();
        if (known == null && isRequired(context)) {
            throw new ExtensionConfigurationException(NO_AGENT);
        }
        if (known != null) {
            context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(RaceExtension.class))
                    .getOrComputeIfAbsent(RunEnd.class, unused -> new RunEnd(known), RunEnd.class);
        }
        return known;
    }

    private static synchronized @Nullable Detection detection() {
        Optional<Agent> agent = detection == null ? Agent.find() : Optional.empty();
        agent.ifPresent(there -> detection = new Detection(there, new Ledger(there::races)));
        return detection;
    }

    private static boolean isRequired(ExtensionContext context) {
        String wanted = context.getConfigurationParameter(AGENT).orElse("required");
        return switch (wanted) {
            case "required" -> true;
            case "optional" -> false;
            default ->
                throw new ExtensionConfigurationException(
                        "hazardmap: " + AGENT + " is '" + wanted + "': it must be required or optional");
        };
    }

    /** Closed by JUnit when the last test is over. */
    @SuppressWarnings("deprecation") // JUnit before 5.13 closes nothing but CloseableResources
    private record RunEnd(Detection detection) implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            List<ReportedRace> races = detection.end(Ledger::runEnds);
            if (!races.isEmpty()) {
                throw new RaceFoundError(message(races, "after the last test"));
            }
        }
    }

    // ---- DetectRaces.ignoring

    private static List<Pattern> ignored(ExtensionContext context) {
        List<Pattern> patterns = new ArrayList<>();
        for (ExtensionContext at = context; at != null; at = at.getParent().orElse(null)) {
            AnnotationSupport.findAnnotation(at.getElement(), DetectRaces.class).ifPresent(annotation -> {
                for (String regex : annotation.ignoring()) {
                    patterns.add(pattern(regex));
                }
            });
        }
        return patterns;
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException bad) {
            throw new ExtensionConfigurationException(
                    "hazardmap: @DetectRaces(ignoring = \"" + regex + "\") is no regular expression: "
                            + bad.getDescription(),
                    bad);
        }
    }
}
