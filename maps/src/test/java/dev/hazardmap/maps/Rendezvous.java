package dev.hazardmap.maps;

import java.util.concurrent.atomic.AtomicInteger;

/** Where several threads meet again and again, closer together than a barrier lets them go; yields on a busy machine. */
final class Rendezvous {
    private static final int SPINS = 2_000;

    private final int parties;
    private final AtomicInteger arrived = new AtomicInteger();

    Rendezvous(int parties) {
        this.parties = parties;
    }

    void meet(int round) {
        arrived.incrementAndGet();
        for (int spins = 0; arrived.get() < parties * (round + 1); spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }
}
