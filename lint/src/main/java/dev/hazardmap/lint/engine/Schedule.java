package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs groups of methods on all processors, each after the groups it depends on.
 *
 * <p>Ready groups are taken in the order of the call graph, where methods of one class stand together. All state is guarded by the monitor
 * of this; handing a group over under it makes its callees' summaries visible.
 */
final class Schedule {
    private static final int MAX_THREADS = 8;

    private final List<List<MethodInfo>> groups;
    private final int[] waiting;
    private final List<@Nullable List<Integer>> dependents = new ArrayList<>();
    private final PriorityQueue<Integer> ready = new PriorityQueue<>();
    private int done;

    Schedule(List<List<MethodInfo>> groups, int[][] dependencies) {
        this.groups = groups;
        this.waiting = new int[groups.size()];
        for (int i = 0; i < groups.size(); i++) {
            dependents.add(null);
        }
        for (int i = 0; i < groups.size(); i++) {
            for (int on : dependencies[i]) {
                List<Integer> known = dependents.get(on);
                if (known == null) {
                    known = new ArrayList<>(2);
                    dependents.set(on, known);
                }
                known.add(i);
            }
            waiting[i] = dependencies[i].length;
            if (waiting[i] == 0) {
                ready.add(i);
            }
        }
    }

    void run(Consumer<List<MethodInfo>> work, BiConsumer<Integer, Integer> progress) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        int count = Math.max(1, Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            loop(work, progress);
                        } catch (RuntimeException | Error e) {
                            failure.compareAndSet(null, e);
                            stop();
                        }
                    },
                    "hazardmap-lint-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        threads.forEach(Schedule::join);
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        progress.accept(groups.size(), groups.size());
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop(Consumer<List<MethodInfo>> work, BiConsumer<Integer, Integer> progress) {
        int finished = -1;
        while (true) {
            int next = next(finished, progress);
            if (next < 0) {
                return;
            }
            work.accept(groups.get(next));
            finished = next;
        }
    }

    private synchronized int next(int finished, BiConsumer<Integer, Integer> progress) {
        if (finished >= 0) {
            finish(finished);
            if (done % 512 == 0) {
                progress.accept(done, groups.size());
            }
        }
        while (ready.isEmpty() && done < groups.size()) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while analysing", e);
            }
        }
        Integer next = ready.poll();
        return next == null ? -1 : next;
    }

    private void finish(int group) {
        done++;
        List<Integer> after = dependents.get(group);
        boolean wake = done == groups.size();
        if (after != null) {
            for (int each : after) {
                if (--waiting[each] == 0) {
                    ready.add(each);
                    wake = true;
                }
            }
        }
        if (wake) {
            notifyAll();
        }
    }

    private synchronized void stop() {
        ready.clear();
        done = groups.size();
        notifyAll();
    }
}
