package dev.hazardmap.observe;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.Feature;
import com.google.common.collect.testing.features.MapFeature;
import dev.hazardmap.maps.ConcurrentSwissMap;
import dev.hazardmap.maps.SwissMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;
import junit.framework.Test;
import junit.framework.TestSuite;
import org.junit.runner.RunWith;
import org.junit.runners.AllTests;

/** Guava's suites over wrapped maps, unobserved and under a hook that records everything; no test is suppressed. */
@RunWith(AllTests.class)
public final class TracedMapSuitesTest {
    private static final List<Feature<?>> PLAIN = List.of(
            CollectionSize.ANY,
            MapFeature.GENERAL_PURPOSE,
            MapFeature.ALLOWS_NULL_KEYS,
            MapFeature.ALLOWS_NULL_VALUES,
            MapFeature.ALLOWS_ANY_NULL_QUERIES,
            MapFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION,
            CollectionFeature.SUPPORTS_ITERATOR_REMOVE);
    private static final List<Feature<?>> NO_NULLS =
            List.of(CollectionSize.ANY, MapFeature.GENERAL_PURPOSE, CollectionFeature.SUPPORTS_ITERATOR_REMOVE);

    private TracedMapSuitesTest() {}

    public static Test suite() {
        TestSuite suite = new TestSuite("traced maps");
        suite.addTest(map("HashMap, no hook", HashMap::new, TracedMapSuitesTest::unobserved, PLAIN));
        suite.addTest(map("HashMap, observed", HashMap::new, TracedMapSuitesTest::observed, PLAIN));
        suite.addTest(map(
                "LinkedHashMap, observed",
                LinkedHashMap::new,
                TracedMapSuitesTest::observed,
                with(PLAIN, CollectionFeature.KNOWN_ORDER)));
        suite.addTest(map(
                "SwissMap, observed",
                SwissMap::new,
                TracedMapSuitesTest::observed,
                with(NO_NULLS, MapFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION)));
        suite.addTest(concurrent("ConcurrentHashMap, observed", ConcurrentHashMap::new));
        suite.addTest(concurrent("ConcurrentSwissMap, observed", ConcurrentSwissMap::new));
        return suite;
    }

    private static List<Feature<?>> with(List<Feature<?>> features, Feature<?> another) {
        List<Feature<?>> all = new ArrayList<>(features);
        all.add(another);
        return all;
    }

    private static Map<String, String> unobserved(Map<String, String> map) {
        return TracedMap.builder(map, "a").registry(new MapRegistry()).build();
    }

    private static Map<String, String> observed(Map<String, String> map) {
        MapRegistry registry = new MapRegistry();
        registry.add(MapHook.to(new RecordingSink()));
        return TracedMap.builder(map, "a").registry(registry).build();
    }

    private static Test map(
            String name,
            Supplier<Map<String, String>> empty,
            Function<Map<String, String>, Map<String, String>> wrap,
            List<Feature<?>> features) {
        return MapTestSuiteBuilder.using(generator(() -> wrap.apply(empty.get())))
                .named(name)
                .withFeatures(features)
                .createTestSuite();
    }

    private static Test concurrent(String name, Supplier<ConcurrentMap<String, String>> empty) {
        return ConcurrentMapTestSuiteBuilder.using(generator(() -> observed(empty.get())))
                .named(name)
                .withFeatures(NO_NULLS)
                .createTestSuite();
    }

    private static TestStringMapGenerator generator(Supplier<Map<String, String>> empty) {
        return new TestStringMapGenerator() {
            @Override
            protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                Map<String, String> map = empty.get();
                for (Map.Entry<String, String> entry : entries) {
                    map.put(entry.getKey(), entry.getValue());
                }
                return map;
            }
        };
    }
}
