package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private final ThreadState parent = Threads.current();

    @Test
    void current_calledAgain_sameState() {
        assertThat(Threads.current()).isSameAs(parent);
        assertThat(Threads.of(Thread.currentThread())).isSameAs(parent);
    }

    @Test
    void starting_newThread_coversWhatItsStarterDid() {
        long before = parent.clock;
        ThreadState child = start(new Thread(() -> {}));

        assertThat(child.covers(parent, before)).isTrue();
        assertThat(child.covers(parent, parent.clock)).isFalse();
        Threads.ending(child);
    }

    @Test
    void ending_known_forgottenButForItsEnd() {
        Thread thread = new Thread(() -> {}, "short-lived");
        ThreadState child = start(thread);

        Threads.ending(child);
        Threads.ending(child); // said twice: no harm

        assertThat(Threads.of(thread)).isNull();
        assertThat(child.name()).isEqualTo("short-lived");
        assertThat(Objects.existing(parent, thread).end).isSameAs(child.end);
    }

    /** A program that starts and joins threads one after the other needs few slots, however long it runs. */
    @Test
    void starting_eachJoinedBeforeTheNext_slotsUsedAgain() {
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            ThreadState child = start(new Thread(() -> {}));
            slots.add(child.slot);
            Threads.ending(child);
            parent.acquire(child.end);
        }
        assertThat(slots).hasSizeLessThan(20);
    }

    @Test
    void of_manyThreadsAtOnce_eachItsOwn() {
        Thread[] threads = new Thread[5_000];
        ThreadState[] states = new ThreadState[threads.length];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {});
            states[i] = start(threads[i]);
        }
        for (int i = 0; i < threads.length; i++) {
            assertThat(Threads.of(threads[i])).isSameAs(states[i]);
            Threads.ending(states[i]);
        }
    }

    private ThreadState start(Thread thread) {
        Threads.starting(parent, thread, Wheres.NOWHERE);
        ThreadState state = Threads.of(thread);
        assertThat(state).isNotNull();
        return state;
    }
}
