package dev.hazardmap.maps;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one table that share one full hash, once there are many: no table layout can tell them apart, and a probe
 * would compare them one by one. They move into a {@link ConcurrentHashMap}, which orders comparable keys in a tree, so a
 * hash flood costs here what it costs there.
 *
 * <p>Invariant: while a table has a bin for a hash, none of its slots holds a key of that hash. The bin is written under
 * the lock of the table and read without.
 */
record FloodBin(long hash, ConcurrentHashMap<Object, Object> entries) {
    static @Nullable FloodBin find(FloodBin @Nullable [] bins, long hash) {
        if (bins != null) {
            for (FloodBin bin : bins) {
                if (bin.hash == hash) {
                    return bin;
                }
            }
        }
        return null;
    }

    FloodBin copy() {
        return new FloodBin(hash, new ConcurrentHashMap<>(entries));
    }
}
