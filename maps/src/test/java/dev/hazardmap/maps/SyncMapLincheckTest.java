package dev.hazardmap.maps;

import dev.hazardmap.maps.GoHmaps.Key;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Linearizability of both engines of {@link SyncMap}; range promises no single moment and is left out. */
class SyncMapLincheckTest {
    @Test
    void stress_readDirty_isLinearizable() {
        LincheckRuns.stress(OnReadDirty.class);
    }

    @Test
    void modelChecking_readDirty_isLinearizable() {
        LincheckRuns.modelCheck(OnReadDirty.class);
    }

    @Test
    void stress_hashTrie_isLinearizable() {
        LincheckRuns.stress(OnHashTrie.class);
    }

    @Test
    void modelChecking_hashTrie_isLinearizable() {
        LincheckRuns.modelCheck(OnHashTrie.class);
    }

    /** The operations; the subclasses say on which map. */
    @Param(name = "key", gen = IntGen.class, conf = "0:3")
    @Param(name = "value", gen = IntGen.class, conf = "1:2")
    public abstract static class Operations {
        final SyncMap<Object, Integer> map;

        Operations(SyncMap<Object, Integer> map) {
            this.map = map;
        }

        /** Keys 0 and 1 have one hash: they meet in an overflow chain. */
        static Object key(int id) {
            return new Key(id, Math.max(1, id));
        }

        @Operation
        public @Nullable Integer load(@Param(name = "key") int key) {
            return map.load(key(key)).value();
        }

        @Operation
        public @Nullable Integer swap(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.swap(key(key), value).value();
        }

        @Operation
        public String loadOrStore(@Param(name = "key") int key, @Param(name = "value") int value) {
            SyncMap.Loaded<Integer> result = map.loadOrStore(key(key), value);
            return result.ok() + " " + result.value();
        }

        @Operation
        public @Nullable Integer loadAndDelete(@Param(name = "key") int key) {
            return map.loadAndDelete(key(key)).value();
        }

        @Operation
        public boolean compareAndSwap(@Param(name = "key") int key, @Param(name = "value") int old) {
            return map.compareAndSwap(key(key), old, 3 - old);
        }

        @Operation
        public boolean compareAndDelete(@Param(name = "key") int key, @Param(name = "value") int old) {
            return map.compareAndDelete(key(key), old);
        }

        @Operation
        public void clear() {
            map.clear();
        }

        @Validate
        public void valid() {
            map.checkInvariants();
        }
    }

    /** Key 0 in read, key 1 deleted in read, key 2 in dirty: the next misses promote, the next new key does not. */
    public static class OnReadDirty extends Operations {
        public OnReadDirty() {
            super(SyncMap.readDirty());
            map.store(key(0), 1);
            map.store(key(1), 1);
            map.range((k, v) -> true);
            map.delete(key(1));
            map.store(key(2), 1);
        }
    }

    /** Keys 0 and 1 in one chain. */
    public static class OnHashTrie extends Operations {
        public OnHashTrie() {
            super(SyncMap.hashTrie());
            map.store(key(0), 1);
            map.store(key(1), 1);
        }
    }
}
