package dev.hazardmap.detector;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The maps that handed entries out last, for {@code entry.getValue()} and {@code setValue()}, which know only
 * themselves: the map is found by looking into each of these whether the entry is in it. Weak, so that no map lives
 * longer for it. An entry of a map that eight others have pushed out is not seen as an access.
 */
final class RecentMaps {
    private static final int SIZE = 8;

    /** What any thread handed out last: an entry may be used by another thread than the one that got it. */
    private static final RecentMaps OF_ALL = new RecentMaps();

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private final WeakReference<Shadow>[] maps = new WeakReference[SIZE];

    private int next;
    private @Nullable WeakReference<Shadow> last;

    void add(Shadow map) {
        WeakReference<Shadow> self = map.self();
        if (last != self) {
            remember(self);
            OF_ALL.remember(self);
        }
    }

    private void remember(WeakReference<Shadow> self) {
        last = self;
        for (int i = 0; i < SIZE; i++) {
            if (maps[i] == self) {
                return;
            }
        }
        maps[next++ & SIZE - 1] = self; // a lost update of OF_ALL is of no account
    }

    /** The map that the entry is in; null when it is in none of these. */
    @Nullable
    Shadow find(Object entry) {
        Shadow found = search(entry);
        return found != null ? found : OF_ALL.search(entry);
    }

    private @Nullable Shadow search(Object entry) {
        for (int i = 0; i < SIZE; i++) {
            WeakReference<Shadow> map = maps[(next - 1 - i) & SIZE - 1];
            Shadow shadow = map == null ? null : map.get();
            if (shadow != null && EntryNodes.contains(shadow.target(), entry)) {
                return shadow;
            }
        }
        return null;
    }
}
