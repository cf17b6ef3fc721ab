//DEPS org.jodd:jodd-core:5.2.0

import jodd.cache.LRUCache;

/** LruReads with its race removed: a get that writes needs a lock that excludes other gets. */
public class LruReadsFixed {
    public static void main(String[] args) throws InterruptedException {
        LRUCache<Integer, String> cache = new LRUCache<>(100);
        for (int key = 0; key < 100; key++) {
            cache.put(key, "value-" + key);
        }

        Runnable readAll = () -> {
            for (int key = 0; key < 100; key++) {
                synchronized (cache) {
                    cache.get(key);
                }
            }
        };
        Thread first = new Thread(readAll, "first reader");
        Thread second = new Thread(readAll, "second reader");

        first.start();
        second.start();
        first.join();
        second.join();
        System.out.println(cache.size() + " entries in the cache");
    }
}
