package dev.hazardmap.detector;

import java.util.Arrays;

/** A textbook vector clock, mutable: thread number to the number of its events that are covered. */
final class Times {
    private int[] times = new int[8];

    int of(int thread) {
        return thread < times.length ? times[thread] : 0;
    }

    int tick(int thread) {
        set(thread, of(thread) + 1);
        return of(thread);
    }

    void raise(int thread, int time) {
        set(thread, Math.max(of(thread), time));
    }

    private void set(int thread, int time) {
        if (thread >= times.length) {
            times = Arrays.copyOf(times, 2 * thread);
        }
        times[thread] = time;
    }

    Times join(Times other) {
        for (int i = 0; i < other.times.length; i++) {
            if (other.times[i] > of(i)) {
                set(i, other.times[i]);
            }
        }
        return this;
    }

    Times copy() {
        Times copy = new Times();
        copy.times = times.clone();
        return copy;
    }
}
