package dev.hazardmap.it.corpus.edges;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Submission happens-before the task, the task happens-before whoever learnt of its end. Two tasks have no order.
 *
 * <p>Where a case needs the task and its submitter unordered, the task waits for a hint until submit has returned: before,
 * the submitter may still look at what the worker wrote in the pool's own state.
 */
@Corpus(Mode.MAPS)
class Tasks {
    private interface Use {
        void with(ExecutorService pool) throws Exception;
    }

    private static void pool(int threads, Use use) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            use.with(pool);
        } finally {
            pool.shutdown();
            pool.awaitTermination(9, TimeUnit.SECONDS);
        }
    }

    static void noRace_submitThenRun() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        map.put("a", 1);
        pool(1, pool -> pool.submit(() -> map.get("a")).get());
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterSubmit() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint inside = new Hint();
        Hint put = new Hint();
        pool(1, pool -> {
            Future<?> future = pool.submit(() -> {
                inside.give();
                put.await();
                map.get("a");
            });
            inside.await();
            map.put("a", 1);
            put.give();
            future.get();
        });
    }

    static void noRace_getAfterFutureGet() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        pool(1, pool -> {
            pool.submit(() -> map.put("a", 1)).get();
            map.get("a");
        });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_getBeforeFutureGet() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint submitted = new Hint();
        Hint put = new Hint();
        pool(1, pool -> {
            Future<?> future = pool.submit(() -> {
                submitted.await();
                map.put("a", 1);
                put.give();
            });
            submitted.give();
            put.await();
            map.get("a");
            future.get();
        });
    }

    static void noRace_getAfterIsDoneSaidYes() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        pool(1, pool -> {
            Future<?> future = pool.submit(() -> map.put("a", 1));
            while (!future.isDone()) {
                Thread.yield();
            }
            map.get("a");
        });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_getAfterIsDoneSaidNo() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint submitted = new Hint();
        Hint put = new Hint();
        Hint end = new Hint();
        pool(1, pool -> {
            Future<?> future = pool.submit(() -> {
                submitted.await();
                map.put("a", 1);
                put.give();
                end.await();
            });
            submitted.give();
            put.await();
            if (!future.isDone()) {
                map.get("a");
            }
            end.give();
            future.get();
        });
    }

    static void noRace_invokeAll() throws Exception {
        List<Map<String, Integer>> maps = List.of(new HashMap<>(), new HashMap<>());
        pool(2, pool -> {
            List<Callable<Integer>> tasks =
                    List.of(() -> maps.get(0).put("a", 1), () -> maps.get(1).put("a", 1));
            pool.invokeAll(tasks);
            maps.get(0).get("a");
            maps.get(1).get("a");
        });
    }

    /** One worker runs them one after the other. */
    static void noRace_twoTasksOfASingleThread() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        pool(1, pool -> {
            pool.execute(() -> map.put("a", 1));
            pool.submit(() -> map.put("b", 2)).get();
        });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_twoTasksOfTwoThreads() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint started = new Hint();
        Hint put = new Hint();
        pool(2, pool -> {
            Future<?> one = pool.submit(() -> {
                started.await();
                map.put("a", 1);
                put.give();
            });
            Future<?> two = pool.submit(() -> {
                started.give();
                put.await();
                map.put("b", 2);
            });
            one.get();
            two.get();
        });
    }

    static void noRace_awaitTermination() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        pool(2, pool -> pool.execute(() -> map.put("a", 1)));
        map.get("a");
    }

    static void noRace_completionService() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        pool(2, pool -> {
            ExecutorCompletionService<Integer> done = new ExecutorCompletionService<>(pool);
            done.submit(() -> map.put("a", 1));
            done.take();
            map.get("a");
        });
    }

    static void noRace_futureTaskRunByAThread() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        FutureTask<Integer> task = new FutureTask<>(() -> map.put("a", 1));
        new Thread(task).start();
        task.get();
        map.get("a");
    }

    /** The result itself is what travels. */
    static void noRace_mapAsTheResult() throws Exception {
        pool(1, pool -> {
            Future<Map<String, Integer>> future = pool.submit(() -> {
                Map<String, Integer> map = new HashMap<>();
                map.put("a", 1);
                return map;
            });
            future.get().put("b", 2);
        });
    }

    static void noRace_schedule() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
        map.put("a", 1);
        pool.schedule(() -> map.put("a", 2), 1, TimeUnit.MILLISECONDS).get();
        map.get("a");
        pool.shutdown();
    }

    /** Successive runs of a periodic task are ordered, whichever thread runs them. */
    static void noRace_periodicTaskOnTwoThreads() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CountDownLatch runs = new CountDownLatch(4);
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(2);
        Future<?> periodic = pool.scheduleAtFixedRate(
                () -> {
                    map.merge("a", 1, Integer::sum);
                    runs.countDown();
                },
                0,
                1,
                TimeUnit.MILLISECONDS);
        runs.await();
        periodic.cancel(false);
        pool.shutdown();
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterSchedule() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint inside = new Hint();
        Hint put = new Hint();
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
        Future<?> future = pool.schedule(
                () -> {
                    inside.give();
                    put.await();
                    map.get("a");
                },
                1,
                TimeUnit.MILLISECONDS);
        inside.await();
        map.put("a", 1);
        put.give();
        future.get();
        pool.shutdown();
    }

    /** afterExecute runs in the worker, after the task. */
    static void noRace_afterExecuteHook() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Runnable after = () -> map.get("a");
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new java.util.concurrent.LinkedBlockingQueue<>()) {
                    @Override
                    protected void afterExecute(Runnable task, Throwable thrown) {
                        after.run();
                    }
                };
        pool.execute(() -> map.put("a", 1));
        pool.shutdown();
        pool.awaitTermination(9, TimeUnit.SECONDS);
        map.get("a");
    }
}
