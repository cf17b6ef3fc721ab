package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * What a release publishes: all that the releasing thread had seen and done. Immutable and shared, so that a release
 * costs the same however many threads there are.
 *
 * <p>A plain release is the releaser's own (slot, time) and what it knew of others. Because a thread's own time moves
 * on with every release, whoever covers (slot, time) covers all of it: acquiring is one compare then. A <em>merged</em>
 * release joins several releases (a volatile variable written by threads that did not read it); there is no such
 * shortcut for it.
 */
final class Release {
    final Clock clock;
    final int slot;
    final long time;
    /** How the edge came to be, for the report: an {@link EdgeKind} constant. */
    final int kind;

    Release(Clock clock, int slot, long time, int kind) {
        this.clock = clock;
        this.slot = slot;
        this.time = time;
        this.kind = kind;
    }

    boolean merged() {
        return slot < 0;
    }

    /** All of this release as one clock. */
    Clock whole() {
        return slot < 0 ? clock : clock.with(slot, time);
    }

    /** A release after which an acquirer has {@code before}'s as well as this one's. */
    Release mergedWith(@Nullable Release before) {
        if (before == null || before == this || covers(before)) {
            return this;
        }
        return new Release(before.whole().join(whole()), -1, 0, kind);
    }

    private boolean covers(Release before) {
        if (before.merged()) {
            return clock.covers(before.clock);
        }
        return before.slot == slot ? before.time <= time : clock.get(before.slot) >= before.time;
    }
}
