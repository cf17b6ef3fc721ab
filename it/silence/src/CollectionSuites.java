import com.google.common.collect.*;
import com.google.common.collect.testing.*;
import com.google.common.collect.testing.features.*;
import com.google.common.collect.testing.google.*;
import java.util.*;
import java.util.concurrent.*;
import junit.framework.*;

public class CollectionSuites {
    public static Test suite() {
        TestSuite s = new TestSuite();
        s.addTest(m(
                "HashMap",
                e -> {
                    Map<String, String> r = new HashMap<>();
                    for (var x : e) r.put(x.getKey(), x.getValue());
                    return r;
                },
                MapFeature.GENERAL_PURPOSE,
                MapFeature.ALLOWS_NULL_KEYS,
                MapFeature.ALLOWS_NULL_VALUES,
                MapFeature.ALLOWS_ANY_NULL_QUERIES,
                MapFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION,
                CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                CollectionSize.ANY));
        s.addTest(m(
                "CacheMap",
                e -> {
                    Map<String, String> r = com.google.common.cache.CacheBuilder.newBuilder()
                            .<String, String>build()
                            .asMap();
                    for (var x : e) r.put(x.getKey(), x.getValue());
                    return r;
                },
                MapFeature.GENERAL_PURPOSE,
                MapFeature.ALLOWS_ANY_NULL_QUERIES,
                CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                CollectionSize.ANY));
        s.addTest(m(
                "Caffeine",
                e -> {
                    Map<String, String> r = com.github.benmanes.caffeine.cache.Caffeine.newBuilder()
                            .maximumSize(1000)
                            .<String, String>build()
                            .asMap();
                    for (var x : e) r.put(x.getKey(), x.getValue());
                    return r;
                },
                MapFeature.GENERAL_PURPOSE,
                CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                CollectionSize.ANY));
        s.addTest(m(
                "ImmutableMap",
                e -> {
                    ImmutableMap.Builder<String, String> b = ImmutableMap.builder();
                    for (var x : e) b.put(x.getKey(), x.getValue());
                    return b.buildKeepingLast();
                },
                CollectionFeature.SERIALIZABLE,
                CollectionFeature.KNOWN_ORDER,
                CollectionFeature.ALLOWS_NULL_QUERIES,
                MapFeature.ALLOWS_ANY_NULL_QUERIES,
                CollectionSize.ANY));
        s.addTest(m(
                "HashBiMap",
                e -> {
                    Map<String, String> r = HashBiMap.create();
                    for (var x : e) r.put(x.getKey(), x.getValue());
                    return r;
                },
                MapFeature.GENERAL_PURPOSE,
                MapFeature.ALLOWS_NULL_KEYS,
                MapFeature.ALLOWS_NULL_VALUES,
                MapFeature.ALLOWS_ANY_NULL_QUERIES,
                MapFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION,
                CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                CollectionFeature.KNOWN_ORDER,
                CollectionFeature.SERIALIZABLE,
                CollectionSize.ANY));
        return s;
    }

    interface F {
        Map<String, String> f(Map.Entry<String, String>[] e);
    }

    static Test m(String n, F f, Feature<?>... fs) {
        return MapTestSuiteBuilder.using(new TestStringMapGenerator() {
                    protected Map<String, String> create(Map.Entry<String, String>[] e) {
                        return f.f(e);
                    }
                })
                .named(n)
                .withFeatures(fs)
                .createTestSuite();
    }

    public static void main(String[] a) {
        TestResult r = junit.textui.TestRunner.run(suite());
        System.out.println("tests " + r.runCount() + " bad " + (r.failureCount() + r.errorCount()));
    }
}
