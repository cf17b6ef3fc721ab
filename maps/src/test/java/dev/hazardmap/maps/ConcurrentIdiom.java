package dev.hazardmap.maps;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Every concurrent map of the idioms, made in the three ways the Map interface and this package recommend. */
enum ConcurrentIdiom {
    MUTEX {
        @Override
        <K, V> ConcurrentMap<K, V> make() {
            return new MutexMap<>();
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(int expectedSize) {
            return new MutexMap<>(expectedSize);
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(Map<K, V> source) {
            return new MutexMap<>(source);
        }
    },
    RW_LOCK {
        @Override
        <K, V> ConcurrentMap<K, V> make() {
            return new RwLockMap<>();
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(int expectedSize) {
            return new RwLockMap<>(expectedSize);
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(Map<K, V> source) {
            return new RwLockMap<>(source);
        }
    },
    SHARDED {
        @Override
        <K, V> ConcurrentMap<K, V> make() {
            return new ShardedMap<>();
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(int expectedSize) {
            return new ShardedMap<>(expectedSize);
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(Map<K, V> source) {
            return new ShardedMap<>(source);
        }
    },
    SNAPSHOT {
        @Override
        <K, V> ConcurrentMap<K, V> make() {
            return new SnapshotMap<>();
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(int expectedSize) {
            return new SnapshotMap<>(expectedSize);
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(Map<K, V> source) {
            return new SnapshotMap<>(source);
        }
    },
    OWNER {
        @Override
        <K, V> ConcurrentMap<K, V> make() {
            return new OwnerMap<>();
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(int expectedSize) {
            return new OwnerMap<>(expectedSize);
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(Map<K, V> source) {
            return new OwnerMap<>(source);
        }
    },
    SWITCHABLE {
        @Override
        <K, V> ConcurrentMap<K, V> make() {
            return new SwitchableMap<>();
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(int expectedSize) {
            return new SwitchableMap<>(expectedSize);
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(Map<K, V> source) {
            return new SwitchableMap<>(source);
        }
    },
    MIGRATING {
        @Override
        <K, V> ConcurrentMap<K, V> make() {
            return new MigratingMap<>();
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(int expectedSize) {
            return new MigratingMap<>(expectedSize);
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(Map<K, V> source) {
            return new MigratingMap<>(source);
        }
    },
    /** In the middle of a migration: every write goes to two maps. */
    MIGRATING_DUAL {
        @Override
        <K, V> ConcurrentMap<K, V> make() {
            MigratingMap<K, V> map = new MigratingMap<>();
            map.migrateTo(new ConcurrentHashMap<>()).copyAll();
            return map;
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(int expectedSize) {
            return new MigratingMap<>(expectedSize);
        }

        @Override
        <K, V> ConcurrentMap<K, V> make(Map<K, V> source) {
            ConcurrentMap<K, V> map = make();
            map.putAll(source);
            return map;
        }
    };

    abstract <K, V> ConcurrentMap<K, V> make();

    abstract <K, V> ConcurrentMap<K, V> make(int expectedSize);

    abstract <K, V> ConcurrentMap<K, V> make(Map<K, V> source);
}
