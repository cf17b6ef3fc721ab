import java.util.concurrent.*;

/** Runs an action in several threads at once and says which of them failed. */
final class Load {
    interface Act {
        void run(int i) throws Exception;
    }

    static void inParallel(int n, Act a) throws Exception {
        Thread[] t = new Thread[n];
        ConcurrentLinkedQueue<Throwable> bad = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < n; i++) {
            int k = i;
            t[i] = new Thread(
                    () -> {
                        try {
                            a.run(k);
                        } catch (Throwable e) {
                            bad.add(e);
                        }
                    },
                    "load-" + i);
        }
        for (Thread x : t) x.start();
        for (Thread x : t) x.join();
        for (Throwable b : bad) b.printStackTrace(System.out);
        if (!bad.isEmpty()) System.out.println("FAILED LOAD " + bad.size());
    }
}
