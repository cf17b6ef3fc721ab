package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tree against a plain array: slots on both sides of each height's border (32, 1024, 32768). */
class ClockTest {
    private static final int[] SLOTS = {
        0, 1, 2, 17, 30, 31, 32, 33, 63, 64, 500, 991, 992, 1022, 1023, 1024, 1025, 1055, 1056, 2047, 2048, 5000,
        32_766, 32_767, 32_768, 32_769, 33_000, 70_000
    };
    private static final int CLOCKS = 8;
    private static final int STEPS = 30_000;

    private final Clock[] clocks = new Clock[CLOCKS];
    private final long[][] models = new long[CLOCKS][SLOTS.length];

    @Test
    void get_emptyClock_zeroEverywhere() {
        for (int slot : SLOTS) {
            assertThat(Clock.EMPTY.get(slot)).as("slot %s", slot).isZero();
        }
    }

    @Test
    void with_timeCoveredAlready_sameObject() {
        Clock clock = Clock.EMPTY.with(2000, 7);

        assertThat(clock.with(2000, 7)).isSameAs(clock);
        assertThat(clock.with(2000, 6)).isSameAs(clock);
        assertThat(clock.with(40_000, 0)).isSameAs(clock);
    }

    @Test
    void with_newTime_leavesTheOldClock() {
        Clock before = Clock.EMPTY.with(5, 1).with(1500, 2);

        Clock after = before.with(5, 9).with(1500, 9).with(40_000, 9);

        assertThat(before.get(5)).isEqualTo(1);
        assertThat(before.get(1500)).isEqualTo(2);
        assertThat(before.get(40_000)).isZero();
        assertThat(after.get(5)).isEqualTo(9);
    }

    @Test
    void join_oneCoversTheOther_thatVeryObject() {
        Clock small = Clock.EMPTY.with(3, 1);
        Clock large = small.with(3, 2).with(1100, 1);

        assertThat(large.join(small)).isSameAs(large);
        assertThat(small.join(large)).isSameAs(large);
        assertThat(large.join(large)).isSameAs(large);
        assertThat(large.join(Clock.EMPTY)).isSameAs(large);
        assertThat(Clock.EMPTY.join(large)).isSameAs(large);
    }

    @Test
    void joinAndWith_atRandom_agreeWithArrays() {
        Random random = new Random(20);
        for (int i = 0; i < CLOCKS; i++) {
            clocks[i] = Clock.EMPTY;
        }
        for (int step = 0; step < STEPS; step++) {
            int to = random.nextInt(CLOCKS);
            int from = random.nextInt(CLOCKS);
            switch (random.nextInt(8)) {
                case 0 -> reset(to);
                case 1, 2 -> join(to, from);
                default -> raise(to, random.nextInt(SLOTS.length), 1 + random.nextInt(50));
            }
            check(to);
            check(from); // whatever was made of it, it stays as it was
            assertThat(clocks[to].covers(clocks[from]))
                    .as("step %s: covers", step)
                    .isEqualTo(covers(models[to], models[from]));
        }
    }

    @Test
    void join_atRandom_commutesAndAssociates() {
        Random random = new Random(21);
        for (int round = 0; round < 2_000; round++) {
            Clock a = randomClock(random);
            Clock b = randomClock(random);
            Clock c = randomClock(random);

            assertSame(a.join(b), b.join(a));
            assertSame(a.join(b).join(c), a.join(b.join(c)));
            assertThat(a.join(b).covers(a)).isTrue();
            assertThat(a.join(b).covers(b)).isTrue();
        }
    }

    private void reset(int i) {
        clocks[i] = Clock.EMPTY;
        models[i] = new long[SLOTS.length];
    }

    private void join(int to, int from) {
        clocks[to] = clocks[to].join(clocks[from]);
        models[to] = models[to].clone();
        for (int i = 0; i < SLOTS.length; i++) {
            models[to][i] = Math.max(models[to][i], models[from][i]);
        }
    }

    private void raise(int to, int slot, long time) {
        clocks[to] = clocks[to].with(SLOTS[slot], time);
        models[to][slot] = Math.max(models[to][slot], time);
    }

    private void check(int i) {
        for (int slot = 0; slot < SLOTS.length; slot++) {
            if (clocks[i].get(SLOTS[slot]) != models[i][slot]) {
                assertThat(clocks[i].get(SLOTS[slot]))
                        .as("slot %s", SLOTS[slot])
                        .isEqualTo(models[i][slot]);
            }
        }
        assertThat(clocks[i].get(200_000)).as("a slot that was never set").isZero();
    }

    private static boolean covers(long[] a, long[] b) {
        boolean covers = true;
        for (int i = 0; i < a.length; i++) {
            covers &= a[i] >= b[i];
        }
        return covers;
    }

    private static Clock randomClock(Random random) {
        Clock clock = Clock.EMPTY;
        for (int i = random.nextInt(6); i > 0; i--) {
            clock = clock.with(SLOTS[random.nextInt(SLOTS.length)], 1 + random.nextInt(4));
        }
        return clock;
    }

    private static void assertSame(Clock a, Clock b) {
        for (int slot : SLOTS) {
            assertThat(a.get(slot)).as("slot %s", slot).isEqualTo(b.get(slot));
        }
    }
}
