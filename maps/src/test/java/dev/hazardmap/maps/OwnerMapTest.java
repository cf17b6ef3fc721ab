package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The channel map: its owner, its cheaper forms, its end. */
@Timeout(60)
class OwnerMapTest {
    @Test
    void functions_runOnTheOwnerThread() {
        AtomicReference<String> thread = new AtomicReference<>();
        OwnerMap<String, Integer> map =
                OwnerMap.builder().threadName("the owner").build();
        map.compute("k", (k, v) -> {
            thread.set(Thread.currentThread().getName());
            return 1;
        });
        assertThat(thread).hasValue("the owner");
    }

    @Test
    void laterForms_keepTheSendersOrder() {
        OwnerMap<Integer, Integer> map = new OwnerMap<>();
        for (int i = 0; i < 10_000; i++) {
            map.putLater(i % 10, i);
        }
        map.removeLater(3);
        map.mergeLater(4, 1, Integer::sum);
        assertThat(map.get(4))
                .as("a later question sees all that was sent before")
                .isEqualTo(9995);
        assertThat(map).hasSize(9);
        map.flush();
        assertThat(map.failures()).isZero();
    }

    @Test
    void laterForm_functionThatFails_goesToTheHandlerAndTheOwnerGoesOn() {
        List<Throwable> handled = new ArrayList<>();
        OwnerMap<String, Integer> map =
                OwnerMap.builder().onFailure(handled::add).build();
        map.put("k", 1);
        IllegalArgumentException failure = new IllegalArgumentException("mine");
        map.mergeLater("k", 1, (a, b) -> {
            throw failure;
        });
        map.flush();
        assertThat(handled).containsExactly(failure);
        assertThat(map.failures()).isEqualTo(1);
        assertThat(map.get("k")).isEqualTo(1);
    }

    @Test
    void batch_isOneStep() throws InterruptedException {
        OwnerMap<String, Integer> map = new OwnerMap<>();
        map.put("a", 100);
        map.put("b", 0);
        Thread mover = new Thread(() -> {
            for (int i = 1; i <= 1000; i++) {
                map.batch().put("a", 100 - i % 100).put("b", i % 100).sendLater();
            }
        });
        mover.start();
        while (mover.isAlive()) {
            List<Integer> both = map.batch().get("a").get("b").send();
            assertThat(both.get(0) + both.get(1)).isEqualTo(100);
        }
        assertThat(map.batch().put("c", 1).remove("c").get("c").send()).containsExactly(null, 1, null);
    }

    @Test
    void recursion_acrossTheTwoStacks_namesBothCalls() {
        OwnerMap<String, Integer> map = new OwnerMap<>();
        assertThatThrownBy(() -> map.computeIfAbsent("a", k -> map.put("b", 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "recursive update of OwnerMap: .*OwnerMapTest.* inside the function of computeIfAbsent called at .*OwnerMapTest.*");
        assertThatThrownBy(() -> map.compute("a", (k, v) -> {
                    map.putLater("b", 1);
                    return 1;
                }))
                .hasMessageContaining("recursive update");
        assertThat(map.computeIfAbsent("a", k -> map.size() + 1))
                .as("reading is fine")
                .isEqualTo(1);
    }

    @Test
    void capacity_fullQueue_makesSendersWait() throws InterruptedException {
        OwnerMap<Integer, Integer> map = OwnerMap.builder().capacity(2).build();
        CountDownLatch go = new CountDownLatch(1);
        map.put(0, 0);
        map.mergeLater(0, 1, (a, b) -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return b;
        });
        map.putLater(1, 1);
        Thread third = new Thread(() -> map.putLater(2, 2));
        third.start();
        while (third.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(map.pending()).isEqualTo(2);
        go.countDown();
        third.join();
        assertThat(map).hasSize(3);
    }

    @Test
    void close_refusesNewCommandsAndCarriesOutTheOldOnes() {
        OwnerMap<Integer, Integer> map = new OwnerMap<>();
        for (int i = 0; i < 500; i++) {
            map.putLater(i, i);
        }
        int before = map.size();
        map.close();
        assertThat(before).isEqualTo(500);
        assertThatThrownBy(() -> map.get(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("OwnerMap is closed");
        assertThatThrownBy(() -> map.putLater(1, 1)).hasMessage("OwnerMap is closed");
    }

    @Test
    void executorThatRefuses_senderBecomesTheOwner() {
        ExecutorService dead = Executors.newSingleThreadExecutor();
        dead.shutdown();
        OwnerMap<Integer, Integer> map = OwnerMap.builder().executor(dead).build();
        map.put(1, 1);
        assertThat(map.get(1)).isEqualTo(1);
    }

    @Test
    void anyExecutor_atMostOneOwnerAtATime() throws InterruptedException {
        AtomicInteger owners = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Executor manyThreads = work -> new Thread(work).start();
        OwnerMap<Integer, Integer> map =
                OwnerMap.builder().executor(manyThreads).build();
        List<Thread> senders = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            senders.add(new Thread(() -> {
                for (int i = 0; i < 300; i++) {
                    map.merge(1, 1, (a, b) -> {
                        most.accumulateAndGet(owners.incrementAndGet(), Math::max);
                        owners.decrementAndGet();
                        return a + b;
                    });
                }
            }));
        }
        senders.forEach(Thread::start);
        for (Thread sender : senders) {
            sender.join();
        }
        assertThat(map.get(1)).isEqualTo(1200);
        assertThat(most).hasValue(1);
        map.checkInvariants();
    }

    @Test
    void ownerThread_nothingToDo_ends() throws InterruptedException {
        OwnerMap<Integer, Integer> map =
                OwnerMap.builder().threadName("idle owner").build();
        map.put(1, 1);
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(t -> t.getName().equals("idle owner"))) {
            Thread.sleep(50);
        }
        assertThat(map.get(1)).as("and starts again").isEqualTo(1);
    }

    @Test
    void builder_badArguments_areRejected() {
        assertThatThrownBy(() -> OwnerMap.builder().capacity(0)).hasMessage("capacity is less than 1: 0");
        assertThatThrownBy(() -> OwnerMap.builder().expectedSize(-1)).hasMessage("expectedSize is negative: -1");
    }
}
