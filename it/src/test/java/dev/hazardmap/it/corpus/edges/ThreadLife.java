package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.thread;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;

/** JLS 17.4.4: start happens-before the first action; the last action happens-before whoever saw the end. */
@Corpus(Mode.MAPS)
class ThreadLife {
    static void noRace_putBeforeStart() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        map.put("a", 1);
        Thread reader = thread(() -> map.get("a"));
        reader.start();
        reader.join();
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterStart() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint got = new Hint();
        Thread reader = thread(() -> {
            map.get("a");
            got.give();
        });
        reader.start();
        got.await();
        map.put("a", 1);
        reader.join();
    }

    static void noRace_getAfterJoin() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Thread writer = thread(() -> map.put("a", 1));
        writer.start();
        writer.join();
        map.get("a");
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_getBeforeJoin() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint put = new Hint();
        Thread writer = thread(() -> {
            map.put("a", 1);
            put.give();
        });
        writer.start();
        put.await();
        map.get("a");
        writer.join();
    }

    static void noRace_getAfterTimedJoinThatSawTheEnd() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Thread writer = thread(() -> map.put("a", 1));
        writer.start();
        writer.join(10_000);
        map.get("a");
    }

    /** join(1) gave up: the thread lives on. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_getAfterTimedJoinThatGaveUp() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint put = new Hint();
        Hint end = new Hint();
        Thread writer = thread(() -> {
            map.put("a", 1);
            put.give();
            end.await();
        });
        writer.start();
        put.await();
        writer.join(1);
        map.get("a");
        end.give();
        writer.join();
    }

    /** The thread is long gone, and this is the only one left; nobody asked, so nothing orders them. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_getAfterAnEndThatNobodyNoticed() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Thread writer = thread(() -> map.put("a", 1));
        writer.start();
        Thread.sleep(30);
        map.get("a");
        writer.join();
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putByTheOnlyThreadLeft() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("b", 1));
        Thread reader = thread(() -> map.get("b"));
        reader.start();
        Thread.sleep(30);
        map.put("a", 1);
        reader.join();
    }

    static void noRace_getAfterIsAliveSaidNo() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Thread writer = thread(() -> map.put("a", 1));
        writer.start();
        while (writer.isAlive()) {
            Thread.yield();
        }
        map.get("a");
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_getAfterIsAliveSaidYes() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint put = new Hint();
        Hint end = new Hint();
        Thread writer = thread(() -> {
            map.put("a", 1);
            put.give();
            end.await();
        });
        writer.start();
        put.await();
        if (writer.isAlive()) {
            map.get("a");
        }
        end.give();
        writer.join();
    }

    static void noRace_getAfterStateTerminated() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Thread writer = thread(() -> map.put("a", 1));
        writer.start();
        while (writer.getState() != Thread.State.TERMINATED) {
            Thread.yield();
        }
        map.get("a");
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_getAfterStateRunnable() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint put = new Hint();
        Hint end = new Hint();
        Thread writer = thread(() -> {
            map.put("a", 1);
            put.give();
            end.await();
        });
        writer.start();
        put.await();
        if (writer.getState() != Thread.State.TERMINATED) {
            map.get("a");
        }
        end.give();
        writer.join();
    }

    static void noRace_siblingsReadWhatTheParentWrote() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        map.put("a", 1);
        Thread one = thread(() -> map.get("a"));
        Thread two = thread(() -> map.containsValue(1));
        one.start();
        two.start();
        one.join();
        two.join();
        map.put("b", 2);
    }

    static void noRace_startedAfterTheOtherWasJoined() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Thread one = thread(() -> map.put("a", 1));
        one.start();
        one.join();
        Thread two = thread(() -> map.put("b", 2));
        two.start();
        two.join();
    }

    /** The thread's own handler runs before its end. */
    static void noRace_uncaughtExceptionHandlerThenJoin() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Thread writer = thread(() -> {
            throw new UnsupportedOperationException();
        });
        writer.setUncaughtExceptionHandler((t, e) -> map.put("a", 1));
        writer.start();
        writer.join();
        map.get("a");
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_uncaughtExceptionHandlerWithoutJoin() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint put = new Hint();
        Thread writer = thread(() -> {
            throw new UnsupportedOperationException();
        });
        writer.setUncaughtExceptionHandler((t, e) -> {
            map.put("a", 1);
            put.give();
        });
        writer.start();
        put.await();
        map.get("a");
        writer.join();
    }

    static void noRace_inheritableThreadLocalCopiedByStart() throws Exception {
        InheritableThreadLocal<Map<String, Integer>> local = new InheritableThreadLocal<>();
        local.set(new HashMap<>());
        local.get().put("a", 1);
        Thread reader = thread(() -> local.get().get("a"));
        reader.start();
        reader.join();
    }
}
