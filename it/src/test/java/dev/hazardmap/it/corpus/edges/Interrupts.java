package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.thread;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;

/** JLS 17.4.4: interrupt happens-before the point where anybody finds out about it. */
@Corpus(Mode.MAPS)
class Interrupts {
    static void noRace_interruptThenInterrupted() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Thread reader = thread(() -> {
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
            map.get("a");
        });
        reader.start();
        map.put("a", 1);
        reader.interrupt();
        reader.join();
    }

    static void noRace_interruptThenIsInterrupted() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Thread reader = thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            map.get("a");
        });
        reader.start();
        map.put("a", 1);
        reader.interrupt();
        reader.join();
    }

    static void noRace_interruptThenSleepThrows() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Thread reader = thread(() -> {
            try {
                Thread.sleep(10_000);
            } catch (InterruptedException e) {
                map.get("a");
            }
        });
        reader.start();
        map.put("a", 1);
        reader.interrupt();
        reader.join();
    }

    static void noRace_interruptThenWaitThrows() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Object lock = new Object();
        Thread reader = thread(() -> {
            synchronized (lock) {
                try {
                    lock.wait(10_000);
                } catch (InterruptedException e) {
                    map.get("a");
                }
            }
        });
        reader.start();
        map.put("a", 1);
        reader.interrupt();
        reader.join();
    }

    static void noRace_interruptThenJoinThrows() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint end = new Hint();
        Thread endless = thread(end::await);
        endless.start();
        Thread reader = thread(() -> {
            try {
                endless.join();
            } catch (InterruptedException e) {
                map.get("a");
            }
        });
        reader.start();
        map.put("a", 1);
        reader.interrupt();
        reader.join();
        end.give();
        endless.join();
    }

    /** A third thread may be the one that finds out. */
    static void noRace_isInterruptedOfAnotherThread() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint end = new Hint();
        Thread target = thread(end::await);
        target.start();
        both(
                () -> {
                    map.put("a", 1);
                    target.interrupt();
                },
                () -> {
                    while (!target.isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    map.get("a");
                });
        end.give();
        target.join();
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterTheInterrupt() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint put = new Hint();
        Thread reader = thread(() -> {
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
            put.await();
            map.get("a");
        });
        reader.start();
        reader.interrupt();
        map.put("a", 1);
        put.give();
        reader.join();
    }

    /** Nobody was interrupted: to ask is no edge. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_isInterruptedThatSaidNo() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint put = new Hint();
        Thread reader = thread(() -> {
            put.await();
            if (!Thread.currentThread().isInterrupted()) {
                map.get("a");
            }
        });
        reader.start();
        map.put("a", 1);
        put.give();
        reader.join();
    }
}
