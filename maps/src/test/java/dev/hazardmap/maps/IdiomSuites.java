package dev.hazardmap.maps;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import junit.framework.Test;
import junit.framework.TestSuite;

/** The maps that guava-testlib's suites are run on, in every state they can be in, with every feature they have. */
final class IdiomSuites {
    private IdiomSuites() {}

    static Test go() {
        TestSuite suite = new TestSuite("GoMap");
        suite.addTest(map("GoMap", () -> goBuilder().build()));
        suite.addTest(map("GoMap strict", () -> goBuilder().strictOwnership().build()));
        suite.addTest(map("GoMap best effort", () -> goBuilder().bestEffort().build()));
        suite.addTest(map("GoMap growing", IdiomSuites::growingGoMap));
        return suite;
    }

    /** With a fixed place to start from: the suite's MapToStringTester compares two iterations. GoMapTest has the random ones. */
    private static GoMap.Builder<String, String> goBuilder() {
        return GoMap.<String, String>builder().random(() -> 42);
    }

    static Test concurrent() {
        TestSuite suite = new TestSuite("idioms");
        suite.addTest(concurrentMap("MutexMap", MutexMap::new));
        suite.addTest(concurrentMap("RwLockMap", RwLockMap::new));
        suite.addTest(concurrentMap("ShardedMap", ShardedMap::new));
        suite.addTest(concurrentMap(
                "ShardedMap, one shard", () -> ShardedMap.builder().shards(1).build()));
        suite.addTest(concurrentMap("SnapshotMap", SnapshotMap::new));
        suite.addTest(concurrentMap("OwnerMap", OwnerMap::new));
        suite.addTest(concurrentMap(
                "OwnerMap, sender as owner",
                () -> OwnerMap.builder().executor(Runnable::run).build()));
        suite.addTest(concurrentMap("SwitchableMap", SwitchableMap::new));
        suite.addTest(concurrentMap("SwitchableMap, switched", IdiomSuites::switched));
        suite.addTest(concurrentMap("MigratingMap", MigratingMap::new));
        for (MapMigration.Phase phase : MapMigration.Phase.values()) {
            suite.addTest(concurrentMap("MigratingMap " + phase, () -> migratingTo(phase)));
        }
        return suite;
    }

    /** A map in the middle of a growth: eight entries more, all removed again, would end it; so it grows by evacuation only. */
    static GoMap<String, String> growingGoMap() {
        GoMap<String, String> map = goBuilder().build();
        for (int i = 0; i < 209; i++) {
            map.put("grown " + i, "x");
        }
        for (int i = 0; i < 209; i++) {
            map.keySet().remove("grown " + i);
        }
        return map;
    }

    private static Map<String, String> switched() {
        SwitchableMap<String, String> map = new SwitchableMap<>();
        map.switchTo(MutexMap::new);
        return map;
    }

    static MigratingMap<String, String> migratingTo(MapMigration.Phase phase) {
        MigratingMap<String, String> map = new MigratingMap<>();
        MapMigration<String, String> migration = map.migrateTo(new ConcurrentHashMap<>());
        switch (phase) {
            case COPYING -> {}
            case DUAL -> migration.copyAll();
            case CUT_OVER -> {
                migration.copyAll();
                migration.cutOver();
            }
            case FINISHED -> {
                migration.copyAll();
                migration.cutOver();
                migration.finish();
            }
            case ABANDONED -> migration.abandon();
        }
        return map;
    }

    private static TestSuite map(String name, Supplier<? extends Map<String, String>> empty) {
        return MapTestSuiteBuilder.using(generator(empty))
                .named(name)
                .withFeatures(
                        CollectionSize.ANY, MapFeature.GENERAL_PURPOSE, CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
                .createTestSuite();
    }

    private static TestSuite concurrentMap(String name, Supplier<? extends Map<String, String>> empty) {
        return ConcurrentMapTestSuiteBuilder.using(generator(empty))
                .named(name)
                .withFeatures(
                        CollectionSize.ANY, MapFeature.GENERAL_PURPOSE, CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
                .createTestSuite();
    }

    private static TestStringMapGenerator generator(Supplier<? extends Map<String, String>> empty) {
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
