package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.both;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A completion happens-before all that depends on it, however the dependence was written. */
@Corpus(Mode.MAPS)
class CompletableFutures {
    static void noRace_supplyAsyncThenJoin() {
        Map<String, Integer> map = new HashMap<>();
        CompletableFuture.supplyAsync(() -> map.put("a", 1)).join();
        map.get("a");
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_getBeforeJoin() {
        Map<String, Integer> map = new HashMap<>();
        Hint submitted = new Hint();
        Hint put = new Hint();
        CompletableFuture<Void> future = CompletableFuture.runAsync(() -> {
            submitted.await();
            map.put("a", 1);
            put.give();
        });
        submitted.give();
        put.await();
        map.get("a");
        future.join();
    }

    static void noRace_chain() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        map.put("a", 0);
        CompletableFuture.supplyAsync(() -> map.put("a", 1))
                .thenApplyAsync(v -> map.put("a", 2))
                .thenCompose(v -> CompletableFuture.supplyAsync(() -> map.put("a", 3)))
                .thenAccept(v -> map.put("a", 4))
                .get();
        map.get("a");
    }

    static void noRace_completeThenDependent() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CompletableFuture<String> future = new CompletableFuture<>();
        CompletableFuture<Integer> dependent = future.thenApply(s -> map.get("a"));
        both(
                () -> {
                    map.put("a", 1);
                    future.complete("x");
                },
                () -> dependent.get());
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterComplete() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CompletableFuture<String> future = new CompletableFuture<>();
        Hint put = new Hint();
        both(
                () -> {
                    future.complete("x");
                    map.put("a", 1);
                    put.give();
                },
                () -> {
                    future.get();
                    put.await();
                    map.get("a");
                });
    }

    static void noRace_allOf() {
        Map<String, Integer> left = new HashMap<>();
        Map<String, Integer> right = new HashMap<>();
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> left.put("a", 1)),
                        CompletableFuture.runAsync(() -> right.put("a", 1)))
                .join();
        left.get("a");
        right.get("a");
    }

    /** anyOf is done when one of them is; about the other it says nothing. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_anyOfOrdersOnlyTheFirst() {
        Map<String, Integer> map = new HashMap<>();
        Hint submitted = new Hint();
        Hint put = new Hint();
        Hint end = new Hint();
        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> {
            submitted.await();
            map.put("a", 1);
            put.give();
            end.await();
        });
        submitted.give();
        put.await();
        CompletableFuture.anyOf(slow, CompletableFuture.completedFuture("x")).join();
        map.get("a");
        end.give();
        slow.join();
    }

    static void noRace_thenCombine() {
        Map<String, Integer> left = new HashMap<>();
        Map<String, Integer> right = new HashMap<>();
        CompletableFuture.supplyAsync(() -> left.put("a", 1))
                .thenCombine(CompletableFuture.supplyAsync(() -> right.put("a", 1)), (x, y) -> left.equals(right))
                .join();
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_twoAsyncStages() {
        Map<String, Integer> map = new HashMap<>();
        Hint started = new Hint();
        Hint put = new Hint();
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> {
            started.await();
            map.put("a", 1);
            put.give();
        });
        CompletableFuture<Void> two = CompletableFuture.runAsync(() -> {
            started.give();
            put.await();
            map.put("b", 2);
        });
        CompletableFuture.allOf(one, two).join();
    }

    static void noRace_getNowThatSawTheResult() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CompletableFuture<String> future = new CompletableFuture<>();
        both(
                () -> {
                    map.put("a", 1);
                    future.complete("x");
                },
                () -> {
                    while (future.getNow(null) == null) {
                        Thread.yield();
                    }
                    map.get("a");
                });
    }

    static void noRace_completedExceptionally() {
        Map<String, Integer> map = new HashMap<>();
        try {
            CompletableFuture.runAsync(() -> {
                        map.put("a", 1);
                        throw new UnsupportedOperationException();
                    })
                    .join();
        } catch (CompletionException expected) {
            map.get("a");
        }
    }

    static void noRace_exceptionallyAndHandle() {
        Map<String, Integer> map = new HashMap<>();
        CompletableFuture.supplyAsync(() -> {
                    map.put("a", 1);
                    throw new UnsupportedOperationException();
                })
                .exceptionally(e -> map.get("a"))
                .handleAsync((v, e) -> map.put("b", 2))
                .join();
    }

    static void noRace_timeoutThatDidNotHappen() {
        Map<String, Integer> map = new HashMap<>();
        CompletableFuture.supplyAsync(() -> map.put("a", 1))
                .orTimeout(9, TimeUnit.SECONDS)
                .thenRunAsync(() -> map.get("a"))
                .join();
    }
}
