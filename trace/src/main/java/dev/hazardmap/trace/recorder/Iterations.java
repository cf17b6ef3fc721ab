package dev.hazardmap.trace.recorder;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The iterations that a thread has under way, and the views of maps that it was last handed. Weak, since an iteration
 * that is broken off is never told to have ended: it is replaced by a later one.
 */
final class Iterations {
    private static final int MAX = 8;

    static final class Iteration extends WeakReference<Object> {
        final int map;
        final long since;
        final int site;
        int seen;

        Iteration(Object iterator, int map, int site, long since) {
            super(iterator);
            this.map = map;
            this.site = site;
            this.since = since;
        }
    }

    private static final class View extends WeakReference<Object> {
        final int map;

        View(Object view, int map) {
            super(view);
            this.map = map;
        }
    }

    private @Nullable Iteration @Nullable [] open;
    private @Nullable View @Nullable [] views;
    private int nextIteration;
    private int nextView;

    void view(Object view, int map) {
        @Nullable View[] all = views;
        if (all == null) {
            all = new View[MAX];
            views = all;
        }
        if (mapOf(view) == 0) {
            all[nextView++ & MAX - 1] = new View(view, map);
        }
    }

    /** The map that a view is of; 0 when it is not known. */
    int mapOf(Object view) {
        @Nullable View[] all = views;
        for (int i = 0; all != null && i < MAX; i++) {
            View known = all[i];
            if (known != null && known.refersTo(view)) {
                return known.map;
            }
        }
        return 0;
    }

    void begin(Iteration made) {
        @Nullable Iteration[] all = open;
        if (all == null) {
            all = new Iteration[MAX];
            open = all;
        }
        all[nextIteration++ & MAX - 1] = made;
    }

    @Nullable
    Iteration of(Object iterator) {
        @Nullable Iteration[] all = open;
        for (int i = 1; all != null && i <= MAX; i++) {
            Iteration known = all[nextIteration - i & MAX - 1];
            if (known != null && known.refersTo(iterator)) {
                return known;
            }
        }
        return null;
    }

    void end(Iteration ended) {
        @Nullable Iteration[] all = open;
        for (int i = 0; all != null && i < MAX; i++) {
            if (all[i] == ended) {
                all[i] = null;
            }
        }
    }
}
