package dev.hazardmap.trace.recorder;

import org.jspecify.annotations.Nullable;

/** The tags that a thread met last: direct-mapped by hash. Tags are weak on their objects. */
final class TagCache {
    private static final int INITIAL = 4;
    private static final int MAX = 64;

    @Nullable
    Tag last;

    private @Nullable Tag @Nullable [] recent;

    @Nullable
    Tag find(Object object, int hash) {
        Tag[] all = recent;
        if (all == null) {
            return null;
        }
        Tag tag = all[hash & all.length - 1];
        return tag != null && tag.refersTo(object) ? tag : null;
    }

    void add(Tag tag, int hash) {
        Tag[] all = recent;
        if (all == null) {
            all = new Tag[INITIAL];
            recent = all;
        } else if (all[hash & all.length - 1] != null && all.length < MAX) {
            all = new Tag[2 * all.length]; // what was in it is found again in the table
            recent = all;
        }
        all[hash & all.length - 1] = tag;
    }
}
