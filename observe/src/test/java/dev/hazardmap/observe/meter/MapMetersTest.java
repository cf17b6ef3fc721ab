package dev.hazardmap.observe.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.observe.MapRegistry;
import dev.hazardmap.observe.TracedMap;
import dev.hazardmap.observe.micrometer.MicrometerMapMetrics;
import dev.hazardmap.observe.prometheus.PrometheusMapMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ten thousand maps with a name each: a mistake that must not take the metrics system down. */
final class MapMetersTest {
    private static final int MAPS = 10_000;

    private final MapRegistry registry = new MapRegistry();

    private List<Map<Integer, Integer>> manyMaps() {
        List<Map<Integer, Integer>> maps = new ArrayList<>();
        for (int i = 0; i < MAPS; i++) {
            Map<Integer, Integer> map = TracedMap.builder(new HashMap<Integer, Integer>(), "user " + i)
                    .registry(registry)
                    .build();
            map.put(i, i);
            map.forEach((k, v) -> {});
            maps.add(map);
        }
        return maps;
    }

    @Test
    void prometheus_tenThousandNames_foldIntoABoundedNumberOfSeries() {
        PrometheusRegistry target = new PrometheusRegistry();
        PrometheusMapMetrics metrics = PrometheusMapMetrics.builder()
                .maps(registry)
                .registry(target)
                .sampleEvery(1)
                .register();
        List<Map<Integer, Integer>> maps = manyMaps();

        Map<String, MetricSnapshot> scrape = new HashMap<>();
        target.scrape().forEach(snapshot -> scrape.put(snapshot.getMetadata().getName(), snapshot));
        scrape.values().forEach(snapshot -> assertThat(snapshot.getDataPoints())
                .as(snapshot.getMetadata().getName())
                .hasSizeLessThanOrEqualTo(101));
        assertThat(metrics.meters().foldedMaps()).isEqualTo(MAPS - 100);
        assertThat(metrics.meters().foldedNames()).hasSize(1000).contains("user 101");
        long entries =
                metrics.meters().meters().stream().mapToLong(MapMeter::entries).sum();
        assertThat(entries).as("folded, not lost").isEqualTo(MAPS);
        assertThat(metrics.meters().meters().stream()
                        .filter(meter -> meter.label().equals(MapMeters.OTHER)))
                .singleElement()
                .satisfies(other -> assertThat(other.maps()).isEqualTo(MAPS - 100));
        assertThat(maps).hasSize(MAPS);
        metrics.close();
        assertThat(target.scrape().size()).isZero();
    }

    @Test
    void micrometer_tenThousandNames_foldIntoABoundedNumberOfMeters() {
        SimpleMeterRegistry target = new SimpleMeterRegistry();
        MicrometerMapMetrics metrics = new MicrometerMapMetrics(registry, 1, 100, 10_000);
        metrics.bindTo(target);
        List<Map<Integer, Integer>> maps = manyMaps();
        // A simple registry makes a gauge of each bucket; 40 per name, whatever the number of maps.
        assertThat(target.getMeters().size()).isLessThan(101 * 40);
        assertThat(target.get("hazardmap.maps.folded").gauge().value()).isEqualTo(MAPS - 100);
        assertThat(target.get("hazardmap.maps").gauge().value()).isEqualTo(maps.size());
        metrics.close();
        assertThat(target.getMeters()).as("only those without a map are left").hasSizeLessThan(20);
    }

    @Test
    void names_ofCollectedMaps_areFreeAgain() throws InterruptedException {
        MapMeters meters = new MapMeters(1, 1, meter -> new NoDurations());
        registry.add(dev.hazardmap.observe.MapHook.to(meters));
        wrap("first");
        for (int i = 0; i < 100 && !registry.maps().isEmpty(); i++) {
            System.gc();
            Thread.sleep(20);
        }
        Map<Integer, Integer> second = wrap("second");
        assertThat(meters.meters()).extracting(MapMeter::label).containsExactly("second");
        assertThat(meters.foldedMaps()).isZero();
        Map<Integer, Integer> third = wrap("third");
        assertThat(meters.foldedNames()).containsExactly("third");
        assertThat(second).isEqualTo(third);
    }

    @Test
    void counters_whenOneOfTwoMapsIsCollected_doNotFall() throws InterruptedException {
        MapMeters meters = new MapMeters(10, 1, meter -> new NoDurations());
        registry.add(dev.hazardmap.observe.MapHook.to(meters));
        Map<Integer, Integer> kept = wrap("same");
        grow(wrap("same"));
        MapMeter meter = meters.meters().iterator().next();
        assertThat(meter.growths()).isEqualTo(1);
        for (int i = 0; i < 100 && registry.maps().size() > 1; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(meter.maps()).isEqualTo(1);
        assertThat(meter.growths()).isEqualTo(1);
        assertThat(kept).isEmpty();
    }

    @Test
    void label_longName_isCut() {
        MapMeters meters = new MapMeters(10, 1, meter -> new NoDurations());
        registry.add(dev.hazardmap.observe.MapHook.to(meters));
        Map<Integer, Integer> map = wrap("x".repeat(10_000));
        assertThat(meters.meters()).extracting(MapMeter::label).containsExactly("x".repeat(128));
        assertThat(map).isEmpty();
    }

    private static void grow(Map<Integer, Integer> map) throws InterruptedException {
        Thread.sleep(2); // The size is looked at once in a millisecond.
        map.put(1, 1);
    }

    private Map<Integer, Integer> wrap(String name) {
        return TracedMap.builder(new HashMap<Integer, Integer>(), name)
                .registry(registry)
                .build();
    }

    private static final class NoDurations implements DurationRecorder {
        @Override
        public void operation(dev.hazardmap.observe.MapOperation operation, long nanos) {}

        @Override
        public void iteration(dev.hazardmap.observe.Iteration iteration) {}

        @Override
        public void remove() {}
    }
}
