package dev.hazardmap.maps;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import java.util.Map;
import java.util.function.Supplier;
import junit.framework.Test;
import junit.framework.TestSuite;
import org.junit.runner.RunWith;
import org.junit.runners.AllTests;

/** Guava's suites for Map and ConcurrentMap, with every feature the maps have and no suppressed test. */
@RunWith(AllTests.class)
public final class MapSuitesTest {
    private MapSuitesTest() {}

    public static Test suite() {
        TestSuite suite = new TestSuite("guava-testlib");
        suite.addTest(concurrent("ConcurrentSwissMap", ConcurrentSwissMap::new));
        suite.addTest(concurrent(
                "ConcurrentSwissMap, tables of 8 slots", () -> new ConcurrentSwissMap<>(0, TableLayout.of(8, 1))));
        suite.addTest(single("SwissMap", SwissMap::new));
        suite.addTest(single(
                "SwissMap, tables of 8 slots", () -> new SwissMap<>(0, TableLayout.of(8, 1), MisuseOptions.DEFAULT)));
        suite.addTest(single(
                "SwissMap, strict",
                () -> SwissMap.<String, String>builder().strictOwnership().build()));
        suite.addTest(snapshot());
        return suite;
    }

    private static Test concurrent(String name, Supplier<Map<String, String>> empty) {
        return ConcurrentMapTestSuiteBuilder.using(generator(empty))
                .named(name)
                .withFeatures(
                        MapFeature.GENERAL_PURPOSE, CollectionFeature.SUPPORTS_ITERATOR_REMOVE, CollectionSize.ANY)
                .createTestSuite();
    }

    private static Test single(String name, Supplier<Map<String, String>> empty) {
        return MapTestSuiteBuilder.using(generator(empty))
                .named(name)
                .withFeatures(
                        MapFeature.GENERAL_PURPOSE,
                        MapFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionSize.ANY)
                .createTestSuite();
    }

    private static Test snapshot() {
        return MapTestSuiteBuilder.using(new TestStringMapGenerator() {
                    @Override
                    protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                        return filled(new ConcurrentSwissMap<>(0, TableLayout.of(8, 1)), entries)
                                .snapshot();
                    }
                })
                .named("ConcurrentSwissMap.snapshot")
                .withFeatures(CollectionSize.ANY)
                .createTestSuite();
    }

    private static TestStringMapGenerator generator(Supplier<Map<String, String>> empty) {
        return new TestStringMapGenerator() {
            @Override
            protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                return filled(empty.get(), entries);
            }
        };
    }

    private static <M extends Map<String, String>> M filled(M map, Map.Entry<String, String>[] entries) {
        for (Map.Entry<String, String> entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }
}
