package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ObjectTableTest {
    private static final int INITIAL = 1 << 12;

    private final ObjectTable table = new ObjectTable();

    @Test
    void get_sameObject_sameNode() {
        Object object = new Object();
        ObjectNode node = get(object);

        assertThat(node.refersTo(object)).isTrue();
        assertThat(get(object)).isSameAs(node);
        assertThat(find(object)).isSameAs(node);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void find_neverAdded_null() {
        assertThat(find(new Object())).isNull();
        assertThat(table.size()).isZero();
    }

    @Test
    void get_equalObjectsWithOneHash_nodesOfTheirOwn() {
        String one = new String("k");
        String other = new String("k");

        assertThat(table.get(one, 42)).isNotSameAs(table.get(other, 42));
        assertThat(table.find(one, 42).refersTo(one)).isTrue();
        assertThat(table.find(other, 42).refersTo(other)).isTrue();
    }

    @Test
    void get_manyLiveObjects_allFoundWhileTheTableGrows() {
        Object[] objects = new Object[5 * INITIAL];
        ObjectNode[] nodes = new ObjectNode[objects.length];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = new Object();
            nodes[i] = get(objects[i]);
        }
        for (int i = 0; i < objects.length; i++) {
            assertThat(find(objects[i])).isSameAs(nodes[i]);
        }
        assertThat(table.size()).isEqualTo(objects.length);
    }

    @Test
    void get_tableFullOfDeadObjects_sweptAndTheLiveOnesKept() throws InterruptedException {
        Object[] live = new Object[100];
        ObjectNode[] nodes = new ObjectNode[live.length];
        for (int i = 0; i < live.length; i++) {
            live[i] = new Object();
            nodes[i] = get(live[i]);
        }
        WeakReference<ObjectNode> deadNode = fill();

        Object trigger = new Object();
        get(trigger);

        assertThat(table.size()).isLessThan(INITIAL / 2).isGreaterThan(live.length);
        for (int i = 0; i < live.length; i++) {
            assertThat(find(live[i])).isSameAs(nodes[i]);
        }
        awaitClear(deadNode);
        Reference.reachabilityFence(trigger);
    }

    /** A look-up while the chains are relinked must not miss what is there: a second node would lose its clocks. */
    @Test
    void find_whileAnotherThreadAddsAndSweeps_neverMissesAnObject() throws InterruptedException {
        Object[] live = new Object[2_000];
        for (int i = 0; i < live.length; i++) {
            live[i] = new Object();
            get(live[i]);
        }
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger missed = new AtomicInteger();
        Thread reader = new Thread(() -> {
            while (!done.get()) {
                for (Object object : live) {
                    if (find(object) == null) {
                        missed.incrementAndGet();
                    }
                }
            }
        });
        reader.start();
        for (int i = 0; i < 500_000; i++) {
            get(new Object());
            if (i % 50_000 == 0) {
                System.gc(); // so that there is something to sweep
            }
        }
        done.set(true);
        reader.join();

        assertThat(missed).hasValue(0);
    }

    /** Fills the table with dead objects; gives back the node of one. */
    private WeakReference<ObjectNode> fill() throws InterruptedException {
        Object last = new Object();
        while (table.size() < INITIAL) {
            last = new Object();
            get(last);
        }
        WeakReference<ObjectNode> node = new WeakReference<>(get(last));
        WeakReference<Object> dead = new WeakReference<>(last);
        last = null;
        awaitClear(dead);
        return node;
    }

    private static void awaitClear(WeakReference<?> reference) throws InterruptedException {
        for (int i = 0; i < 100 && reference.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(reference.get() == null).as("let go").isTrue();
    }

    private ObjectNode get(Object object) {
        return table.get(object, System.identityHashCode(object));
    }

    private ObjectNode find(Object object) {
        return table.find(object, System.identityHashCode(object));
    }
}
