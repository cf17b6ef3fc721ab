package dev.hazardmap.maps;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the named test classes of this package; exit code 1 if one failed, or if none ran. */
final class RunTests {
    private RunTests() {}

    public static void main(String[] names) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(Arrays.stream(names)
                                        .map(name -> selectClass("dev.hazardmap.maps." + name))
                                        .collect(Collectors.toList()))
                                .build(),
                        listener);
        listener.getSummary().printFailuresTo(new java.io.PrintWriter(System.out), 12);
        long failed = listener.getSummary().getTotalFailureCount();
        System.exit(failed > 0 || listener.getSummary().getTestsSucceededCount() == 0 ? 1 : 0);
    }
}
