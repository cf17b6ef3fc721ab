//DEPS org.jodd:jodd-core:5.2.0

import jodd.cache.LRUCache;

/**
 * Two threads only read a least-recently-used cache, and its get takes a lock. But it takes the read lock, which lets
 * both in at once, and get moves the entry to the end of a LinkedHashMap's list: a read that writes.
 */
public class LruReads {
    public static void main(String[] args) throws InterruptedException {
        LRUCache<Integer, String> cache = new LRUCache<>(100);
        for (int key = 0; key < 100; key++) {
            cache.put(key, "value-" + key);
        }

        Runnable readAll = () -> {
            for (int key = 0; key < 100; key++) {
                cache.get(key);
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
