package dev.hazardmap.it.corpus.edges;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SubmissionPublisher;

/** Timer: schedule happens-before run. SubmissionPublisher: submit happens-before onNext. */
@Corpus(Mode.MAPS)
class TimersAndFlows {
    private static TimerTask task(Runnable body) {
        return new TimerTask() {
            @Override
            public void run() {
                body.run();
            }
        };
    }

    static void noRace_timerSchedule() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CountDownLatch done = new CountDownLatch(1);
        Timer timer = new Timer(true);
        map.put("a", 1);
        timer.schedule(
                task(() -> {
                    map.put("a", 2);
                    done.countDown();
                }),
                1);
        done.await();
        map.get("a");
        timer.cancel();
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterTimerSchedule() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint inside = new Hint();
        Hint put = new Hint();
        CountDownLatch done = new CountDownLatch(1);
        Timer timer = new Timer(true);
        timer.schedule(
                task(() -> {
                    inside.give();
                    put.await();
                    map.get("a");
                    done.countDown();
                }),
                1);
        inside.await();
        map.put("a", 1);
        put.give();
        done.await();
        timer.cancel();
    }

    /** All tasks of a timer run in its one thread. */
    static void noRace_twoTasksOfOneTimer() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CountDownLatch done = new CountDownLatch(2);
        Timer timer = new Timer(true);
        Runnable body = () -> {
            map.merge("a", 1, Integer::sum);
            done.countDown();
        };
        timer.schedule(task(body), 1);
        timer.schedule(task(body), 2);
        done.await();
        timer.cancel();
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_tasksOfTwoTimers() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint started = new Hint();
        Hint put = new Hint();
        CountDownLatch done = new CountDownLatch(2);
        Timer one = new Timer(true);
        Timer two = new Timer(true);
        one.schedule(
                task(() -> {
                    started.await();
                    map.put("a", 1);
                    put.give();
                    done.countDown();
                }),
                0);
        two.schedule(
                task(() -> {
                    started.give();
                    put.await();
                    map.put("b", 1);
                    done.countDown();
                }),
                0);
        done.await();
        one.cancel();
        two.cancel();
    }

    static void noRace_publisherSubmitThenOnNext() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        SubmissionPublisher<String> publisher = new SubmissionPublisher<>();
        CompletableFuture<Void> consumed = publisher.consume(s -> map.get("a"));
        map.put("a", 1);
        publisher.submit("x");
        publisher.close();
        consumed.get();
        map.put("b", 2);
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterPublisherSubmit() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint inside = new Hint();
        Hint put = new Hint();
        SubmissionPublisher<String> publisher = new SubmissionPublisher<>();
        CompletableFuture<Void> consumed = publisher.consume(s -> {
            inside.give();
            put.await();
            map.get("a");
        });
        publisher.submit("x");
        inside.await();
        map.put("a", 1);
        put.give();
        publisher.close();
        consumed.get();
    }
}
