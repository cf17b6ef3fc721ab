package dev.hazardmap.it.corpus.edges;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** fork happens-before the task, the task happens-before join; sibling tasks and elements of a stream have no order. */
@Corpus(Mode.MAPS)
class ForkJoins {
    private static void inPool(Runnable body) {
        ForkJoinPool pool = new ForkJoinPool(3);
        pool.submit(body).join();
        pool.shutdown();
    }

    static void noRace_forkThenJoin() {
        Map<String, Integer> map = new HashMap<>();
        map.put("a", 0);
        inPool(() -> {
            ForkJoinTask<?> task = ForkJoinTask.adapt(() -> map.put("a", 1)).fork();
            task.join();
            map.get("a");
        });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_getBeforeJoin() {
        Map<String, Integer> map = new HashMap<>();
        Hint submitted = new Hint();
        Hint put = new Hint();
        inPool(() -> {
            ForkJoinTask<?> task = ForkJoinTask.adapt(() -> {
                        submitted.await();
                        map.put("a", 1);
                        put.give();
                    })
                    .fork();
            submitted.give();
            put.await();
            map.get("a");
            task.join();
        });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_siblings() {
        Map<String, Integer> map = new HashMap<>();
        Hint started = new Hint();
        Hint put = new Hint();
        inPool(() -> ForkJoinTask.invokeAll(
                ForkJoinTask.adapt(() -> {
                    started.await();
                    map.put("a", 1);
                    put.give();
                }),
                ForkJoinTask.adapt(() -> {
                    started.give();
                    put.await();
                    map.put("b", 2);
                })));
    }

    static void noRace_invokeAllThenRead() {
        Map<String, Integer> left = new HashMap<>();
        Map<String, Integer> right = new HashMap<>();
        inPool(() -> {
            ForkJoinTask.invokeAll(
                    ForkJoinTask.adapt(() -> left.put("a", 1)), ForkJoinTask.adapt(() -> right.put("a", 1)));
            left.putAll(right);
        });
        left.get("a");
    }

    @SuppressWarnings("serial")
    private static final class Squares extends RecursiveTask<Map<Integer, Integer>> {
        private final int from;
        private final int to;

        Squares(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        protected Map<Integer, Integer> compute() {
            Map<Integer, Integer> result = new HashMap<>();
            if (to - from == 1) {
                result.put(from, from * from);
                return result;
            }
            Squares left = new Squares(from, (from + to) / 2);
            Squares right = new Squares((from + to) / 2, to);
            left.fork();
            result.putAll(right.compute());
            result.putAll(left.join());
            return result;
        }
    }

    static void noRace_recursiveTaskThatMergesMaps() {
        ForkJoinPool pool = new ForkJoinPool(3);
        pool.invoke(new Squares(0, 32)).get(3);
        pool.shutdown();
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_parallelStreamIntoAMap() {
        Map<Integer, Integer> map = new HashMap<>();
        Hint[] put = {new Hint(), new Hint()};
        IntStream.range(0, 2).parallel().forEach(i -> {
            // The second element waits for the first one, so that two threads must take part.
            if (i == 1) {
                put[0].await();
            }
            map.put(i, i);
            put[i].give();
            if (i == 0) {
                put[1].await();
            }
        });
    }

    static void noRace_parallelStreamCollect() {
        Map<Integer, List<Integer>> map =
                IntStream.range(0, 200).boxed().parallel().collect(Collectors.groupingBy(i -> i % 3));
        map.get(1).add(5);
    }

    /** Lists inside a concurrent map, filled under their monitors; the caller waits until a worker takes part. */
    static void noRace_parallelStreamCollectConcurrently() {
        Hint worker = new Hint();
        Thread caller = Thread.currentThread();
        ConcurrentMap<Integer, List<Integer>> map = IntStream.range(0, 200)
                .boxed()
                .parallel()
                .collect(Collectors.groupingByConcurrent(i -> {
                    if (Thread.currentThread() == caller) {
                        worker.await();
                    } else {
                        worker.give();
                    }
                    return i % 3;
                }));
        map.get(1).add(5);
    }

    static void noRace_parallelStreamReadsASharedList() {
        List<Integer> list = new ArrayList<>(IntStream.range(0, 200).boxed().toList());
        int sum = list.parallelStream().mapToInt(i -> i).sum();
        list.add(sum);
    }

    static void noRace_parallelStreamForEachOrdered() {
        Map<Integer, Integer> map = new HashMap<>();
        IntStream.range(0, 50).parallel().forEachOrdered(i -> map.put(i, i));
        map.get(3);
    }

    static void noRace_parallelSort() {
        int[] array = IntStream.range(0, 20_000).map(i -> -i).toArray();
        Arrays.parallelSort(array);
        Arrays.parallelPrefix(array, Integer::sum);
        Arrays.parallelSetAll(array, i -> i);
    }
}
