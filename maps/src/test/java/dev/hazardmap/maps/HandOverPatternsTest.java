package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Correct programs that give a {@link SwissMap} to another thread and take it back: 27 ways to order both threads, each with three ways
 * of ownership, 81 patterns. None may ever be reported.
 */
class HandOverPatternsTest {
    private static final int RUNS = TestScale.of(20, 1000);

    /** A way to run something on another thread, with happens-before edges there and back. */
    private interface Relay {
        void runElsewhere(Runnable task) throws Exception;
    }

    /** A relay in two halves: what the other thread waits for, and what tells it and waits for the answer. */
    private static void viaThread(
            Callable<?> awaitStart, Callable<?> signalEnd, Runnable task, Callable<?> startAndAwait) throws Exception {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                awaitStart.call();
                task.run();
                signalEnd.call();
                failure.complete(null);
            } catch (Throwable error) {
                failure.completeExceptionally(error);
                System.exit(3); // The other side waits for a signal that never comes.
            }
        });
        thread.start();
        startAndAwait.call();
        thread.join();
        failure.get();
    }

    private static Callable<?> did(Action action) {
        return () -> {
            action.run();
            return null;
        };
    }

    private interface Action {
        void run() throws Exception;
    }

    private static final class Flag {
        volatile boolean start;
        volatile boolean end;
    }

    /** Plain fields behind somebody's lock. */
    private static final class Box {
        Runnable task;
        boolean done;
    }

    private static final class Message {
        final Runnable work;

        Message(Runnable work) {
            this.work = work;
        }
    }

    private static final class Monitor {
        private boolean open;

        synchronized void open() {
            open = true;
            notifyAll();
        }

        synchronized void await() throws InterruptedException {
            while (!open) {
                wait();
            }
        }
    }

    enum Way implements Relay {
        START_AND_JOIN {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                viaThread(did(() -> {}), did(() -> {}), task, did(() -> {}));
            }
        },
        EXECUTOR_AND_FUTURE {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                ExecutorService executor = Executors.newSingleThreadExecutor();
                executor.submit(task).get();
                executor.shutdown();
            }
        },
        COMPLETABLE_FUTURE {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                CompletableFuture.runAsync(task).get();
            }
        },
        FORK_JOIN {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                ForkJoinPool pool = new ForkJoinPool(1);
                pool.submit(task).get();
                pool.shutdown();
            }
        },
        BLOCKING_QUEUE {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                queues(new ArrayBlockingQueue<>(1), new ArrayBlockingQueue<>(1), task);
            }
        },
        SYNCHRONOUS_QUEUE {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                queues(new SynchronousQueue<>(), new SynchronousQueue<>(), task);
            }
        },
        TRANSFER_QUEUE {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                queues(new LinkedTransferQueue<>(), new LinkedTransferQueue<>(), task);
            }
        },
        COUNT_DOWN_LATCH {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                CountDownLatch there = new CountDownLatch(1);
                CountDownLatch back = new CountDownLatch(1);
                viaThread(did(there::await), did(back::countDown), task, did(() -> {
                    there.countDown();
                    back.await();
                }));
            }
        },
        CYCLIC_BARRIER {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                CyclicBarrier barrier = new CyclicBarrier(2);
                viaThread(barrier::await, barrier::await, task, did(() -> {
                    barrier.await();
                    barrier.await();
                }));
            }
        },
        PHASER {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                Phaser phaser = new Phaser(2);
                viaThread(phaser::arriveAndAwaitAdvance, phaser::arriveAndAwaitAdvance, task, did(() -> {
                    phaser.arriveAndAwaitAdvance();
                    phaser.arriveAndAwaitAdvance();
                }));
            }
        },
        SEMAPHORE {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                Semaphore there = new Semaphore(0);
                Semaphore back = new Semaphore(0);
                viaThread(did(there::acquire), did(back::release), task, did(() -> {
                    there.release();
                    back.acquire();
                }));
            }
        },
        EXCHANGER {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                Exchanger<Integer> exchanger = new Exchanger<>();
                viaThread(() -> exchanger.exchange(1), () -> exchanger.exchange(1), task, did(() -> {
                    exchanger.exchange(2);
                    exchanger.exchange(2);
                }));
            }
        },
        LOCK_AND_CONDITION {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                ReentrantLock lock = new ReentrantLock();
                viaThread(did(lock::lock), did(lock::unlock), task, did(() -> {
                    lock.lock();
                    lock.unlock();
                }));
            }
        },
        SYNCHRONIZED_AND_NOTIFY {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                Monitor there = new Monitor();
                Monitor back = new Monitor();
                viaThread(did(there::await), did(back::open), task, did(() -> {
                    there.open();
                    back.await();
                }));
            }
        },
        READ_WRITE_LOCK {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                polled(new ReentrantReadWriteLock(), task);
            }
        },
        STAMPED_LOCK {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                polled(new StampedLock().asReadWriteLock(), task);
            }
        },
        ATOMIC_REFERENCE {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                AtomicReference<Runnable> slot = new AtomicReference<>();
                AtomicBoolean done = new AtomicBoolean();
                Thread thread = start(() -> {
                    Runnable found;
                    do {
                        Thread.onSpinWait();
                        found = slot.getAndSet(null);
                    } while (found == null);
                    found.run();
                    done.setRelease(true);
                });
                slot.set(task);
                while (!done.getAcquire()) {
                    Thread.onSpinWait();
                }
                thread.join();
            }
        },
        FINAL_FIELD_OF_A_MESSAGE {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                ConcurrentLinkedQueue<Message> mail = new ConcurrentLinkedQueue<>();
                Thread thread = start(() -> {
                    Message message;
                    do {
                        Thread.onSpinWait();
                        message = mail.poll();
                    } while (message == null);
                    message.work.run();
                });
                mail.add(new Message(task));
                thread.join();
            }
        },
        CONCURRENT_HASH_MAP {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                ConcurrentHashMap<String, Runnable> board = new ConcurrentHashMap<>();
                Thread thread = start(() -> {
                    Runnable found;
                    do {
                        Thread.onSpinWait();
                        found = board.remove("work");
                    } while (found == null);
                    found.run();
                });
                board.put("work", task);
                thread.join();
            }
        },
        SCHEDULED_EXECUTOR {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
                executor.schedule(task, 1, TimeUnit.MICROSECONDS).get();
                executor.shutdown();
            }
        },
        INVOKE_ALL {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                ExecutorService executor = Executors.newCachedThreadPool();
                for (var future : executor.invokeAll(java.util.List.of(Executors.callable(task)))) {
                    future.get();
                }
                executor.shutdown();
            }
        },
        COMPLETION_STAGES {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                CompletableFuture.supplyAsync(() -> task)
                        .thenAcceptAsync(Runnable::run)
                        .thenRunAsync(() -> {})
                        .get();
            }
        },
        FLOW_SUBSCRIBER {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                SubmissionPublisher<Runnable> publisher = new SubmissionPublisher<>();
                CompletableFuture<Void> consumed = publisher.consume(Runnable::run);
                publisher.submit(task);
                publisher.close();
                consumed.get();
            }
        },
        PIPE {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                PipedOutputStream there = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(there);
                PipedOutputStream back = new PipedOutputStream();
                PipedInputStream answer = new PipedInputStream(back);
                viaThread(in::read, did(() -> send(back)), task, did(() -> {
                    send(there);
                    answer.read();
                }));
            }

            private void send(PipedOutputStream out) throws Exception {
                out.write(1);
                out.flush();
            }
        },
        PARALLEL_STREAM {
            @Override
            public void runElsewhere(Runnable task) {
                Stream.of(task).parallel().forEach(Runnable::run);
            }
        },
        VIRTUAL_THREAD {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                Thread thread = startVirtual(task);
                thread.join();
            }
        },
        VOLATILE_AND_PARK {
            @Override
            public void runElsewhere(Runnable task) throws Exception {
                Flag flag = new Flag();
                AtomicReference<Thread> waiter = new AtomicReference<>(Thread.currentThread());
                viaThread(
                        did(() -> {
                            while (!flag.start) {
                                Thread.onSpinWait();
                            }
                        }),
                        did(() -> {
                            flag.end = true;
                            LockSupport.unpark(waiter.get());
                        }),
                        task,
                        did(() -> {
                            flag.start = true;
                            while (!flag.end) {
                                LockSupport.park();
                            }
                        }));
            }
        };

        /** The task waits in a box behind the lock's write side; its end is read behind the read side. */
        private static void polled(ReadWriteLock lock, Runnable task) throws Exception {
            Box box = new Box();
            Thread thread = start(() -> {
                Runnable found;
                do {
                    Thread.onSpinWait();
                    lock.readLock().lock();
                    found = box.task;
                    lock.readLock().unlock();
                } while (found == null);
                found.run();
                lock.writeLock().lock();
                box.done = true;
                lock.writeLock().unlock();
            });
            lock.writeLock().lock();
            box.task = task;
            lock.writeLock().unlock();
            boolean done;
            do {
                Thread.onSpinWait();
                lock.readLock().lock();
                done = box.done;
                lock.readLock().unlock();
            } while (!done);
            thread.join();
        }

        private static Thread start(Runnable work) {
            Thread thread = new Thread(work);
            thread.start();
            return thread;
        }

        /** {@code Thread.startVirtualThread} where the JDK has it (21 and later), else a platform thread. */
        private static Thread startVirtual(Runnable work) throws ReflectiveOperationException {
            if (Runtime.version().feature() < 21) {
                return start(work);
            }
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        }

        private static void queues(BlockingQueue<Integer> there, BlockingQueue<Integer> back, Runnable task)
                throws Exception {
            viaThread(there::take, did(() -> back.put(1)), task, did(() -> {
                there.put(1);
                back.take();
            }));
        }
    }

    enum Ownership {
        /** No strict mode, no handOver. */
        OVERLAP_ONLY,
        /** Strict; whoever comes next owns the map. */
        TO_ANYONE,
        /** Strict; the map returns to a named thread. */
        BACK_TO_NAMED_THREAD
    }

    static Stream<Arguments> patterns() {
        return Arrays.stream(Way.values())
                .flatMap(way -> Arrays.stream(Ownership.values()).map(ownership -> Arguments.of(way, ownership)));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void noRace_correctHandOver_isNeverReported(Way way, Ownership ownership) throws Exception {
        for (int run = 0; run < RUNS; run++) {
            SwissMap.Builder<Integer, Integer> builder = SwissMap.builder();
            SwissMap<Integer, Integer> map =
                    (ownership == Ownership.OVERLAP_ONLY ? builder : builder.strictOwnership()).build();
            Thread home = Thread.currentThread();
            map.put(0, 0);
            map.handOver();
            way.runElsewhere(() -> {
                for (int i = 0; i < 100; i++) {
                    map.merge(i, 1, Integer::sum);
                }
                map.keySet().removeIf(key -> key % 2 == 1);
                if (ownership == Ownership.BACK_TO_NAMED_THREAD) {
                    map.handOver(home);
                } else {
                    map.handOver();
                }
            });
            assertThat(map).hasSize(50).containsEntry(98, 1);
            map.clear();
            assertThat(map.misuses()).isZero();
        }
    }
}
