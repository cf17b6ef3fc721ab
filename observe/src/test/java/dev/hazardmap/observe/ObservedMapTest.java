package dev.hazardmap.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

final class ObservedMapTest {
    private final Map<Integer, Integer> map = new ConcurrentHashMap<>();
    private final ObservedMap observed =
            TracedMap.builder(map, "m").registry(new MapRegistry()).build().observed();

    @Test
    void growths_newKeys_countEachEntryOnce() {
        for (int i = 0; i < 1000; i++) {
            map.put(i, i);
            observed.lookNow();
        }
        assertThat(observed.growths()).isEqualTo(1000);
        assertThat(observed.peakSize()).isEqualTo(1000);
    }

    @Test
    void growths_boundedCacheWithChurn_doesNotGrow() {
        for (int i = 0; i < 100_000; i++) {
            map.put(i, i);
            map.remove(i - 100);
            observed.lookNow();
        }
        assertThat(observed.growths()).isEqualTo(100);
    }

    @Test
    void growths_filledAndEmptiedAgainAndAgain_countsEachFilling() {
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 100; i++) {
                map.put(i, i);
            }
            observed.lookNow();
            map.clear();
            observed.lookNow();
        }
        assertThat(observed.growths()).isEqualTo(1000);
    }

    @Test
    void growths_whatWasThereBeforeWrapping_isNoGrowth() {
        ObservedMap full = TracedMap.builder(new ConcurrentHashMap<>(Map.of(1, 1, 2, 2)), "full")
                .registry(new MapRegistry())
                .build()
                .observed();
        assertThat(full.growths()).isZero();
        assertThat(full.size()).isEqualTo(2);
    }

    @Test
    void size_ofAPlainMap_isReadByItsOwnThreadsOnly() throws InterruptedException {
        Thread owner = Thread.currentThread();
        Map<Integer, Integer> plain = new LinkedHashMap<>() {
            @Override
            public int size() {
                assertThat(Thread.currentThread()).isSameAs(owner);
                return super.size();
            }
        };
        MapRegistry registry = new MapRegistry();
        registry.add(MapHook.to(new RecordingSink()));
        TracedMap<Integer, Integer> traced =
                TracedMap.builder(plain, "plain").registry(registry).build();
        traced.put(1, 1);
        Thread.sleep(2);
        traced.put(2, 2);
        int[] seen = new int[1];
        Thread scrape = new Thread(() -> seen[0] = traced.observed().size());
        scrape.start();
        scrape.join();
        assertThat(seen[0]).isEqualTo(2);
    }

    @Test
    void load_knownCapacity_isEntriesPerSlot() {
        ObservedMap slotted = TracedMap.builder(new ConcurrentHashMap<>(Map.of(1, 1, 2, 2)), "slotted")
                .registry(new MapRegistry())
                .capacity(m -> 16)
                .build()
                .observed();
        assertThat(slotted.load()).hasValue(0.125);
        assertThat(observed.load()).isEmpty();
    }
}
