//DEPS io.ipinfo:ipinfo-api:3.0.0

import io.ipinfo.api.cache.Cache;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** IpCache with its race removed: the library takes any Cache, this one is safe to share. */
public class IpCacheFixed {
    /** A ConcurrentHashMap orders a get after the set whose value it sees. */
    static class ConcurrentCache implements Cache {
        private final ConcurrentMap<String, Object> answers = new ConcurrentHashMap<>();

        @Override
        public Object get(String key) {
            return answers.get(key);
        }

        @Override
        public boolean set(String key, Object value) {
            answers.put(key, value);
            return true;
        }

        @Override
        public boolean clear() {
            answers.clear();
            return true;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Cache cache = new ConcurrentCache();
        int[] found = {0};

        Thread resolver = new Thread(() -> {
            for (int host = 0; host < 250; host++) {
                cache.set("10.0.0." + host, "host-" + host);
            }
        }, "resolver");
        Thread page = new Thread(() -> {
            for (int host = 0; host < 250; host++) {
                if (cache.get("10.0.0." + host) != null) {
                    found[0]++;
                }
            }
        }, "page");

        resolver.start();
        page.start();
        resolver.join();
        page.join();
        System.out.println("found " + found[0] + " of 250 answers in the cache");
    }
}
