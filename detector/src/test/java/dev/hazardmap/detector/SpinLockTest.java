package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpinLockTest {
    private final SpinLock lock = new SpinLock();
    private int guarded;

    @Test
    void tryLock_twoThreads_oneAtATime() throws InterruptedException {
        Thread other = new Thread(this::count);
        other.start();
        count();
        other.join();

        assertThat(guarded).isEqualTo(200_000);
    }

    @Test
    void tryLock_holderSlow_waits() throws InterruptedException {
        assertThat(lock.tryLock()).isTrue();
        Thread slow = new Thread(() -> {
            sleep(300);
            lock.unlock();
        });
        slow.start();

        assertThat(lock.tryLock()).isTrue();
        slow.join();
    }

    @Test
    void tryLock_holderGone_givesUpAndThenAtOnceUntilUnlocked() {
        assertThat(lock.tryLock()).isTrue();

        assertThat(lock.tryLock()).isFalse();
        long start = System.nanoTime();
        assertThat(lock.tryLock()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));

        lock.unlock();
        assertThat(lock.tryLock()).isTrue();
    }

    private void count() {
        for (int i = 0; i < 100_000; i++) {
            if (lock.tryLock()) {
                guarded++;
                lock.unlock();
            }
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
