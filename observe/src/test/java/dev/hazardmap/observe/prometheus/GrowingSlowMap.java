package dev.hazardmap.observe.prometheus;

import dev.hazardmap.observe.MapRegistry;
import dev.hazardmap.observe.TracedMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An application whose cache takes in forty new keys a second and is walked through in two seconds, until it is mended. */
final class GrowingSlowMap implements AutoCloseable {
    private final Map<Integer, String> cache;
    private final Thread writer = new Thread(this::grow, "writer");
    private final Thread reader = new Thread(this::walk, "reader");
    private volatile boolean mended;

    GrowingSlowMap(MapRegistry registry) {
        cache = TracedMap.builder(new ConcurrentHashMap<Integer, String>(), "sessions")
                .registry(registry)
                .capacity(map -> 1 << 20)
                .build();
        for (int i = 0; i < 10; i++) {
            cache.put(i, "value");
        }
        writer.start();
        reader.start();
    }

    private void grow() {
        for (int key = 100; !mended; key++) {
            cache.put(key, "value");
            sleep(25);
        }
    }

    private void walk() {
        while (!mended) {
            int seen = 0;
            for (Integer ignored : cache.keySet()) {
                sleep(seen++ < 10 ? 200 : 0);
            }
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void mend() {
        mended = true;
    }

    /** The threads end by themselves within one walk. */
    @Override
    public void close() {
        mend();
    }
}
