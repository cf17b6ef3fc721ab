package dev.hazardmap.maps;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands one at a time in the order of their arrival: Go's goroutine that receives from a channel.
 *
 * <p>{@code pending} counts the commands sent and not yet done. Whoever raises it from 0 asks the executor for a thread; that
 * thread carries out commands until it has lowered the count to 0. So at most one thread at a time is the owner, and the atomic
 * counter orders one owner's work before the next one's. A command is in the queue before it is counted: an owner that sees the
 * count finds the command.
 *
 * <p>The queue is bounded by a semaphore, as a Go channel is by its capacity: a sender waits for room. If the executor refuses,
 * because it has been shut down, the sender becomes the owner itself; a command that was accepted is always carried out.
 */
final class OwnerMailbox {
    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Semaphore room;
    private final Executor executor;

    /** A thread compares it with itself, and clears its own traces before it stops being the owner: any value read will do. */
    private volatile @Nullable Thread owner;

    private @Nullable Thread asker;

    OwnerMailbox(Executor executor, int capacity) {
        this.executor = executor;
        this.room = new Semaphore(capacity);
    }

    boolean isOwner() {
        return owner == Thread.currentThread();
    }

    /** For the owner: the thread that waits for the command being carried out; null if nobody does. */
    @Nullable
    Thread asker() {
        return asker;
    }

    int pending() {
        return pending.get();
    }

    /** Sends a command and does not wait for it. */
    void tell(Runnable command) {
        send(null, command);
    }

    /** Sends a command and waits for its result, or for its failure, which is thrown here. */
    <R> @Nullable R ask(Supplier<? extends @Nullable R> command) {
        CompletableFuture<@Nullable R> reply = new CompletableFuture<>();
        send(Thread.currentThread(), () -> answer(reply, command));
        try {
            return reply.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static <R> void answer(CompletableFuture<@Nullable R> reply, Supplier<? extends @Nullable R> command) {
        try {
            reply.complete(command.get());
        } catch (Throwable failure) {
            reply.completeExceptionally(failure);
        }
    }

    private void send(@Nullable Thread from, Runnable command) {
        room.acquireUninterruptibly();
        queue.add(() -> carryOut(from, command));
        if (pending.getAndIncrement() == 0) {
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException closed) {
                drain();
            }
        }
    }

    private void carryOut(@Nullable Thread from, Runnable command) {
        owner = Thread.currentThread();
        asker = from;
        try {
            command.run();
        } finally {
            asker = null;
            owner = null;
            room.release();
        }
    }

    private void drain() {
        do {
            Runnable command = queue.poll();
            if (command != null) {
                command.run();
            }
        } while (pending.decrementAndGet() > 0);
    }
}
