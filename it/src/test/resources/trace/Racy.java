import java.util.HashMap;
import java.util.Map;

/** Two threads and a map without a lock. */
public class Racy {
    public static void main(String[] args) throws Exception {
        Map<Integer, Integer> map = new HashMap<>();
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 100; i++) {
                map.put(i, i);
            }
        });
        Thread reader = new Thread(() -> {
            for (int i = 0; i < 100; i++) {
                map.get(i);
            }
        });
        writer.start();
        reader.start();
        writer.join();
        reader.join();
    }
}
