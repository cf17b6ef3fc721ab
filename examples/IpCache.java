//DEPS io.ipinfo:ipinfo-api:3.0.0

import io.ipinfo.api.cache.SimpleCache;
import java.time.Duration;

/**
 * The cache of the IPinfo client library, used by two threads: one remembers answers, the other looks them up. Inside
 * is a plain HashMap, and no lock anywhere.
 */
public class IpCache {
    public static void main(String[] args) throws InterruptedException {
        SimpleCache cache = new SimpleCache(Duration.ofDays(1));
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
