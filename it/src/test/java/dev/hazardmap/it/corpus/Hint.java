package dev.hazardmap.it.corpus;

import java.nio.ByteBuffer;

/**
 * News that travels between threads without a happens-before edge.
 *
 * <p>A race must be one in every schedule, and yet both accesses must have been made, in a known order, each time the
 * case runs. A lock, a latch or a volatile would order them; a sleep only usually would. So one byte outside the heap
 * carries the news: plain loads and stores of off-heap memory are no variables of the Java memory model and no
 * synchronisation actions (JLS 17.4.1, 17.4.2). The native call in the loop keeps a compiler from hoisting the load.
 */
public final class Hint {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(1);

    public void give() {
        memory.put(0, (byte) 1);
    }

    public boolean given() {
        return memory.get(0) != 0;
    }

    /** Returns once the hint was given; nothing the giver did before happens-before the return. */
    public void await() {
        long start = System.nanoTime();
        for (int round = 1; !given(); round++) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("no hint within " + PATIENCE_NANOS / 1_000_000_000L + " s");
            }
            if (round % 256 == 0) {
                pause();
            } else {
                Thread.yield();
            }
        }
    }

    /** Virtual threads that only yield can starve one that sleeps, where they share a single carrier. */
    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
