package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the version in the lock word is for: who read a table without the lock must notice a write that came and went since. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LockWordTest {
    private static final int ROUNDS = TestScale.of(10_000, 300_000);

    private final ObjectTable table = new ObjectTable(8, 0, 0, TableLayout.of(8, 1), 0);

    @Test
    void lockUnchanged_nobodyWroteSince_locks() {
        long seen = table.lvState();
        assertThat(table.lockUnchanged(seen)).isTrue();
        table.unlock();
    }

    @Test
    void lockUnchanged_aWriteCameAndWent_refuses() {
        long seen = table.lvState();
        table.lock();
        table.unlock();
        assertThat(table.lockUnchanged(seen)).isFalse();
    }

    @Test
    void lockUnchanged_aFunctionRanInBetween_refuses() {
        long seen = table.lvState();
        table.lock();
        table.setComputing();
        table.clearComputing();
        table.unlock();
        assertThat(table.lockUnchanged(seen)).isFalse();
    }

    @Test
    void lockUnchanged_lockedOrDead_refuses() {
        table.lock();
        assertThat(table.lockUnchanged(table.lvState())).isFalse();
        table.unlockDead();
        assertThat(table.lockUnchanged(table.lvState())).isFalse();
        assertThat(table.lock()).isFalse();
    }

    /** The two ends of a computing phase differ: {@code size()} must not take the counter of one for that of the other. */
    @Test
    void state_eachStepOfALock_isNew() {
        List<Long> states = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            states.add(table.lvState());
            table.lock();
            states.add(table.lvState());
            table.setComputing();
            states.add(table.lvState());
            table.clearComputing();
            states.add(table.lvState());
            table.unlock();
        }
        assertThat(states).doesNotHaveDuplicates();
    }

    /** Both put the same absent key after they have looked for it: with a lock word that returns to its old value, both would insert it. */
    @Test
    void put_ofTheSameAbsentKeyByTwoThreads_insertsItOnce() throws InterruptedException {
        List<ConcurrentSwissMap<Integer, Integer>> maps = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            maps.add(new ConcurrentSwissMap<>(0, TableLayout.of(8, round)));
        }
        AtomicInteger inserted = new AtomicInteger();
        Rendezvous rendezvous = new Rendezvous(2);
        Thread[] threads = new Thread[2];
        for (int t = 0; t < 2; t++) {
            threads[t] = new Thread(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    rendezvous.meet(round);
                    inserted.addAndGet(maps.get(round).put(7, 7) == null ? 1 : 0);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(inserted).hasValue(ROUNDS);
        maps.forEach(map -> {
            assertThat(map).hasSize(1);
            map.checkInvariants();
        });
    }
}
