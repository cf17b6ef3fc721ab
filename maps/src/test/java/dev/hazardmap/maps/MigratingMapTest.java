package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hazardmap.maps.MapMigration.Phase;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The course of a migration, step by step and under eight writers. */
@Timeout(120)
class MigratingMapTest {
    private static MigratingMap<Integer, Integer> filled(int n) {
        MigratingMap<Integer, Integer> map = new MigratingMap<>();
        for (int i = 0; i < n; i++) {
            map.put(i, i);
        }
        return map;
    }

    @Test
    void migration_stepByStep_goesThroughItsPhases() {
        MigratingMap<Integer, Integer> map = filled(100);
        ConcurrentMap<Integer, Integer> old = map.current();
        ConcurrentMap<Integer, Integer> next = new ShardedMap<>();
        MapMigration<Integer, Integer> migration = map.migrateTo(next);
        assertThat(migration.phase()).isEqualTo(Phase.COPYING);
        assertThat(next).isEmpty();
        assertThat(migration.step(30)).isFalse();
        assertThat(migration.progress().copied()).isEqualTo(30);
        map.put(5, -5);
        map.remove(6);
        map.put(1000, 1000);
        assertThat(migration.progress().logged()).isEqualTo(3);
        migration.copyAll();
        assertThat(migration.phase()).isEqualTo(Phase.DUAL);
        assertThat(next).isEqualTo(old).hasSize(100).containsEntry(5, -5).containsEntry(1000, 1000);
        map.put(7, -7);
        assertThat(next.get(7)).as("written by the writer itself").isEqualTo(-7);
        assertThat(map.current()).isSameAs(old);
        CatchUpWindow window = migration.cutOverVerified();
        assertThat(window.nanos()).isPositive().isGreaterThanOrEqualTo(window.drainNanos());
        assertThat(map.current()).isSameAs(next);
        map.put(8, -8);
        assertThat(old.get(8)).as("the old map is still written").isEqualTo(-8);
        migration.rollBack();
        assertThat(map.current()).isSameAs(old);
        assertThat(map.get(8)).isEqualTo(-8);
        map.checkInvariants();
        migration.cutOver();
        migration.finish();
        map.put(9, -9);
        assertThat(old.get(9)).isEqualTo(9);
        assertThat(map.get(9)).isEqualTo(-9);
        map.checkInvariants();
    }

    @Test
    void abandon_beforeTheCutOver_leavesTheOldMapAlone() {
        MigratingMap<Integer, Integer> map = filled(10);
        ConcurrentMap<Integer, Integer> old = map.current();
        ConcurrentMap<Integer, Integer> next = new ConcurrentHashMap<>();
        MapMigration<Integer, Integer> migration = map.migrateTo(next);
        migration.step(3);
        migration.abandon();
        map.put(11, 11);
        assertThat(next).hasSize(3);
        assertThat(map.current()).isSameAs(old);
        assertThat(map.migrateTo(new ConcurrentHashMap<>()).phase())
                .as("a new one may begin")
                .isEqualTo(Phase.COPYING);
    }

    @Test
    void wrongPhase_isRefusedWithThePhase() {
        MigratingMap<Integer, Integer> map = filled(10);
        MapMigration<Integer, Integer> migration = map.migrateTo(new ConcurrentHashMap<>());
        assertThatThrownBy(migration::cutOver)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cutOver is not possible in phase COPYING");
        assertThatThrownBy(migration::rollBack).hasMessage("rollBack is not possible in phase COPYING");
        assertThatThrownBy(migration::finish).hasMessage("finish is not possible in phase COPYING");
        assertThatThrownBy(() -> map.migrateTo(new ConcurrentHashMap<>())).hasMessageContaining("phase=COPYING");
        assertThatThrownBy(() -> migration.step(0)).hasMessage("limit is less than 1: 0");
        migration.abandon();
        assertThatThrownBy(migration::copyAll).hasMessage("copyAll is not possible in phase ABANDONED");
        assertThatThrownBy(() -> map.migrateTo(new ConcurrentHashMap<>(Map.of(1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the new map is not empty: 1 entries");
    }

    /** A new map that fails: the service must not notice, and must not be switched to it. */
    @Test
    void newMapThatFails_neverReachesAWriterAndForbidsTheCutOver() {
        MigratingMap<Integer, Integer> map = filled(10);
        ConcurrentMap<Integer, Integer> broken = new ConcurrentHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Integer put(Integer key, Integer value) {
                if (key == 77) {
                    throw new IllegalArgumentException("no 77 here");
                }
                return super.put(key, value);
            }
        };
        MapMigration<Integer, Integer> migration = map.migrateTo(broken);
        migration.copyAll();
        map.put(77, 77);
        assertThat(map.get(77)).isEqualTo(77);
        assertThatThrownBy(migration::cutOver)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("cutOver refused")
                .hasRootCauseMessage("no 77 here");
        map.put(78, 78);
        assertThat(map).hasSize(12);
        migration.abandon();
    }

    @Test
    void newMapThatLies_isFoundByTheVerifiedCutOver() {
        MigratingMap<Integer, Integer> map = filled(10);
        ConcurrentMap<Integer, Integer> lossy = new ConcurrentHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Integer put(Integer key, Integer value) {
                return super.put(key, key == 3 ? 0 : value);
            }
        };
        MapMigration<Integer, Integer> migration = map.migrateTo(lossy);
        migration.copyAll();
        assertThatThrownBy(migration::cutOverVerified)
                .hasMessage("cutOverVerified refused: the maps differ: key 3 has 3 and 0");
        assertThat(map.put(1, 100)).as("writers go on").isEqualTo(1);
        assertThat(migration.phase()).isEqualTo(Phase.DUAL);
    }

    @Test
    void changeLog_inAnyOrderAndMoreThanOnce_leadsToTheSameMap() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            List<MirrorMap.Change<Integer, Integer>> changes = new ArrayList<>();
            Map<Integer, Integer> expected = new ConcurrentHashMap<>();
            for (int version = 1; version <= 60; version++) {
                int key = random.nextInt(8);
                Integer value = random.nextInt(3) == 0 ? null : version;
                changes.add(new MirrorMap.Change<>(key, version, value));
                if (value == null) {
                    expected.remove(key);
                } else {
                    expected.put(key, value);
                }
            }
            ConcurrentMap<Integer, Integer> follower = new ConcurrentHashMap<>();
            MirrorMap<Integer, Integer> mirror =
                    new MirrorMap<>(new ConcurrentHashMap<>(expected), follower, new AtomicLong(60), true);
            List<MirrorMap.Change<Integer, Integer>> shuffled = new ArrayList<>(changes);
            for (int i = 0; i < 40; i++) {
                shuffled.add(changes.get(random.nextInt(changes.size())));
            }
            java.util.Collections.shuffle(shuffled, new java.util.Random(round));
            shuffled.forEach(mirror::apply);
            assertThat(follower).isEqualTo(expected);
            mirror.checkInvariants();
        }
    }

    @Test
    void control_insideAFunctionOfTheMap_isRefused() {
        MigratingMap<Integer, Integer> map = filled(1);
        assertThatThrownBy(() -> map.compute(0, (k, v) -> {
                    map.migrateTo(new ConcurrentHashMap<>());
                    return v;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("recursive update");
        map.checkInvariants();
    }

    /** Eight writers count; whatever the map behind them is, every increment must be in it at the end, and none twice. */
    @Test
    void eightWriters_migrationsAndRollBacksWithoutEnd_loseNothing() throws Exception {
        int atLeast = TestScale.of(10_000, 10_000_000);
        MigratingMap<Integer, Long> map = new MigratingMap<>();
        AtomicLong removed = new AtomicLong();
        AtomicBoolean enough = new AtomicBoolean();
        List<FutureTask<Long>> writers = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
            SplittableRandom random = new SplittableRandom(w);
            FutureTask<Long> writer = new FutureTask<>(() -> {
                long rounds = 0;
                for (; rounds < atLeast || !enough.get(); rounds++) {
                    count(map, random.nextInt(1000), random.nextInt(4), removed);
                }
                return rounds;
            });
            writers.add(writer);
            new Thread(writer).start();
        }
        int turns = TestScale.of(12, 1000);
        for (int turn = 0; turn < turns; turn++) {
            turn(map, turn);
        }
        enough.set(true);
        long expected = 0;
        for (FutureTask<Long> writer : writers) {
            expected += writer.get();
        }
        assertThat(map.values().stream().mapToLong(v -> v).sum() + removed.get())
                .isEqualTo(expected);
        map.checkInvariants();
    }

    private static void turn(MigratingMap<Integer, Long> map, int turn) {
        MapMigration<Integer, Long> migration =
                map.migrateTo(turn % 2 == 0 ? new ShardedMap<>() : new ConcurrentHashMap<>());
        migration.copyAll();
        migration.cutOver();
        if (turn % 3 == 0) {
            migration.rollBack();
            migration.abandon();
        } else {
            migration.finish();
        }
    }

    /** Adds one to the sum of all values and {@code removed}, by one of the operations. */
    private static void count(MigratingMap<Integer, Long> map, int key, int choice, AtomicLong removed) {
        switch (choice) {
            case 0 -> map.merge(key, 1L, Long::sum);
            case 1 -> map.compute(key, (k, v) -> v == null ? 1 : v + 1);
            case 2 -> {
                Long taken = map.remove(key);
                removed.addAndGet(taken == null ? 0 : taken);
                map.merge(key, 1L, Long::sum);
            }
            default -> {
                while (!increment(map, key)) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private static boolean increment(MigratingMap<Integer, Long> map, int key) {
        Long now = map.get(key);
        return now == null ? map.putIfAbsent(key, 1L) == null : map.replace(key, now, now + 1);
    }

    /** A key that one thread only ever raises must never be seen to fall by another, whatever is switched meanwhile. */
    @Test
    void reader_whileTheMapIsSwitched_neverSeesAnOlderValue() throws Exception {
        SwitchableMap<String, Integer> switchable = new SwitchableMap<>();
        MigratingMap<String, Integer> migrating = new MigratingMap<>();
        for (EpochMap<String, Integer> map : List.of(switchable, migrating)) {
            int last = TestScale.of(100_000, 5_000_000);
            map.put("k", 0);
            Thread writer = new Thread(() -> {
                for (int i = 1; i <= last; i++) {
                    map.put("k", i);
                }
            });
            List<String> falls = java.util.Collections.synchronizedList(new ArrayList<>());
            Thread reader = new Thread(() -> {
                int seen = 0;
                while (seen < last) {
                    int now = map.get("k");
                    if (now < seen) {
                        falls.add(seen + " then " + now);
                    }
                    seen = now;
                }
            });
            writer.start();
            reader.start();
            while (writer.isAlive()) {
                exchange(map);
            }
            reader.join();
            assertThat(falls).isEmpty();
        }
    }

    private static void exchange(EpochMap<String, Integer> map) {
        if (map instanceof SwitchableMap<String, Integer> switchable) {
            switchable.switchTo(ConcurrentHashMap::new);
        } else if (map instanceof MigratingMap<String, Integer> migrating) {
            MapMigration<String, Integer> migration = migrating.migrateTo(new ConcurrentHashMap<>());
            migration.copyAll();
            migration.cutOver();
            migration.rollBack();
            migration.cutOver();
            migration.finish();
        }
    }

    /**
     * A remove that began before the migration is not logged. Were a put of the same key logged before it takes effect, the new
     * map would keep the key for ever.
     */
    @Test
    void migrateTo_writerInside_waitsForItBeforeAnythingIsLogged() throws Exception {
        CountDownLatch removing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ConcurrentMap<Integer, Integer> old = new ConcurrentHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Integer remove(Object key) {
                removing.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.remove(key);
            }
        };
        MigratingMap<Integer, Integer> map = MigratingMap.over(old);
        FutureTask<Integer> remove = new FutureTask<>(() -> map.remove(1));
        new Thread(remove).start();
        removing.await();
        FutureTask<MapMigration<Integer, Integer>> begin =
                new FutureTask<>(() -> map.migrateTo(new ConcurrentHashMap<>()));
        new Thread(begin).start();
        while (map.epoch() == 0) {
            Thread.onSpinWait();
        }
        Thread put = new Thread(() -> map.put(1, 1));
        put.start();
        put.join(200); // it must wait; were it let in, it would be through by now
        go.countDown();
        remove.get();
        put.join();
        MapMigration<Integer, Integer> migration = begin.get();
        migration.copyAll();
        migration.cutOverVerified();
        assertThat(map.get(1)).isEqualTo(1);
    }

    /** The record of a writer that looked before the dual phase began and wrote it down after the log was found empty. */
    @Test
    void cutOver_recordOfALateWriter_isApplied() throws Exception {
        MigratingMap<Integer, Integer> map = filled(3);
        MapMigration<Integer, Integer> migration = map.migrateTo(new ConcurrentHashMap<>());
        migration.copyAll();
        Field mirrorField = MapMigration.class.getDeclaredField("mirror");
        mirrorField.setAccessible(true);
        Field logField = MirrorMap.class.getDeclaredField("log");
        logField.setAccessible(true);
        @SuppressWarnings("unchecked")
        Queue<Object> log = (Queue<Object>) logField.get(mirrorField.get(migration));
        map.current().put(1, 100);
        log.add(new MirrorMap.Change<>(1, 1_000_000L, 100));
        assertThat(migration.cutOver().changes()).isEqualTo(1);
        assertThat(map.get(1)).isEqualTo(100);
    }

    /** Without the second look at the epoch this reader would find the former map as it is later: cleared. */
    @Test
    void reader_thatSleptDuringASwitch_readsTheNewMap() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ConcurrentMap<Integer, Integer> former = new ConcurrentHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Integer get(Object key) {
                reading.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.get(key);
            }
        };
        former.put(1, 1);
        SwitchableMap<Integer, Integer> map = SwitchableMap.over(former);
        FutureTask<Integer> reader = new FutureTask<>(() -> map.get(1));
        new Thread(reader).start();
        reading.await();
        map.switchTo(ConcurrentHashMap::new);
        former.clear();
        go.countDown();
        assertThat(reader.get()).isEqualTo(1);
    }

    /** The switch may not go on while a writer is inside the former map; its write must be in the new one. */
    @Test
    void switchTo_writerInside_waitsForItAndKeepsItsWrite() throws Exception {
        SwitchableMap<Integer, Integer> map = new SwitchableMap<>();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<Integer> writer = new FutureTask<>(() -> map.compute(1, (k, v) -> {
            inside.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 7;
        }));
        new Thread(writer).start();
        inside.await();
        FutureTask<SwitchableMap.Switch> exchange = new FutureTask<>(() -> map.switchTo(ConcurrentHashMap::new));
        new Thread(exchange).start();
        while (map.epoch() == 0) {
            Thread.onSpinWait();
        }
        assertThat(exchange.isDone()).isFalse();
        go.countDown();
        exchange.get();
        assertThat(writer.get()).isEqualTo(7);
        assertThat(map.get(1)).isEqualTo(7);
    }

    @Test
    void switchTo_copiesAndReportsTheWindow() {
        SwitchableMap<Integer, Integer> map = new SwitchableMap<>(Map.of(1, 1, 2, 2));
        long epoch = map.epoch();
        SwitchableMap.Switch done = map.switchTo(SnapshotMap::new);
        assertThat(done.entries()).isEqualTo(2);
        assertThat(done.windowNanos()).isPositive();
        assertThat(map.current()).isInstanceOf(SnapshotMap.class);
        assertThat(map.epoch()).isGreaterThan(epoch);
        assertThatThrownBy(() -> map.switchTo(() -> new ConcurrentHashMap<>(Map.of(9, 9))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(map).hasSize(2);
    }

    @Test
    void switchTo_copyThatFails_leavesTheFormerMap() {
        SwitchableMap<Integer, Integer> map = new SwitchableMap<>(Map.of(1, 1));
        ConcurrentMap<Integer, Integer> former = map.current();
        assertThatThrownBy(() -> map.switchTo(() -> new ConcurrentHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void putAll(Map<? extends Integer, ? extends Integer> source) {
                        throw new IllegalStateException("full");
                    }
                }))
                .hasMessage("full");
        assertThat(map.current()).isSameAs(former);
        assertThat(map.put(2, 2)).isNull();
        map.checkInvariants();
    }
}
