package dev.hazardmap.trace.recorder;

import org.jspecify.annotations.Nullable;

/**
 * Objects to tags, by identity, weak on the object; under a spin lock, in front of which each lane has a cache.
 *
 * <p>Programs make millions of short-lived maps. New tags are limited to {@link #BURST} at once and so many a tick after
 * that; a map that gets none is number 0, "some other map": its operations are recorded with their call sites.
 */
public final class Tags {
    private static final int BURST = 50_000;
    private static final int A_TICK = 20;
    private static final int MAX_ID = (1 << 24) - 1;

    private static final class Table {
        @SuppressWarnings("unused") // by offset
        int held;

        @Nullable
        Tag[] buckets = new @Nullable Tag[1 << 10];

        int count;
        int lastId;
        int budget = BURST;

        @Nullable
        Tag news;
    }

    private static final Table TABLE = new Table();
    private static final long LOCK = Mem.offset(Table.class, "held");

    private Tags() {}

    static @Nullable Tag of(Lane lane, Object object, boolean map) {
        Tag last = lane.tags.last;
        if (last != null && last.refersTo(object)) {
            return last;
        }
        return search(lane, object, map);
    }

    private static @Nullable Tag search(Lane lane, Object object, boolean map) {
        int hash = System.identityHashCode(object);
        Tag tag = lane.tags.find(object, hash);
        if (tag == null) {
            tag = inTable(object, hash, true);
            if (tag == null) {
                return null;
            }
            lane.tags.add(tag, hash);
        }
        if (map ? !tag.map : !tag.lock) {
            use(tag, map);
        }
        lane.tags.last = tag;
        return tag;
    }

    /** The id of an object; 0 when there are too many. */
    static int id(Lane lane, Object object, boolean map) {
        Tag tag = of(lane, object, map);
        return tag == null ? 0 : tag.id;
    }

    private static void use(Tag tag, boolean map) {
        lock();
        if (map) {
            tag.map = true;
        } else {
            tag.lock = true;
        }
        news(tag);
        unlock();
    }

    /** The application made an object for {@code label} at {@code site}. */
    static void made(Lane lane, Object object, boolean map, @Nullable String label, int site) {
        Tag tag = search(lane, object, map);
        if (tag != null) {
            lock();
            tag.made(label, site);
            news(tag);
            unlock();
        }
    }

    private static void news(Tag tag) {
        if (!tag.isNews) {
            tag.isNews = true;
            tag.news = TABLE.news;
            TABLE.news = tag;
        }
    }

    private static @Nullable Tag inTable(Object object, int hash, boolean make) {
        lock();
        Tag at = TABLE.buckets[hash & TABLE.buckets.length - 1];
        while (at != null && !(at.hash == hash && at.refersTo(object))) {
            at = at.next;
        }
        if (at == null && make) {
            at = add(object, hash);
        }
        unlock();
        return at;
    }

    private static @Nullable Tag add(Object object, int hash) {
        if (TABLE.budget <= 0 || TABLE.lastId == MAX_ID) {
            return null;
        }
        TABLE.budget--;
        if (TABLE.count >= TABLE.buckets.length) {
            sweep();
        }
        Tag tag = new Tag(object, hash, ++TABLE.lastId, object.getClass().getName());
        int i = hash & TABLE.buckets.length - 1;
        tag.next = TABLE.buckets[i];
        TABLE.buckets[i] = tag;
        TABLE.count++;
        return tag;
    }

    /** Drops the tags of objects that are gone; doubles the table when that is not enough. */
    private static void sweep() {
        Tag[] old = TABLE.buckets;
        int live = 0;
        for (Tag head : old) {
            for (Tag at = head; at != null; at = at.next) {
                live += at.refersTo(null) ? 0 : 1;
            }
        }
        Tag[] made = new Tag[2 * live > old.length ? 2 * old.length : old.length];
        for (Tag head : old) {
            Tag at = head;
            while (at != null) {
                Tag following = at.next;
                if (!at.refersTo(null)) {
                    int i = at.hash & made.length - 1;
                    at.next = made[i];
                    made[i] = at;
                }
                at = following;
            }
        }
        TABLE.buckets = made;
        TABLE.count = live;
    }

    /** Takes the tags that are new or changed since the last call; by the recorder's thread, each tick. */
    public static Tag[] takeNews() {
        lock();
        int count = 0;
        for (Tag at = TABLE.news; at != null; at = at.news) {
            count++;
        }
        Tag[] all = new Tag[count];
        int i = 0;
        for (Tag at = TABLE.news; at != null; at = at.news) {
            at.isNews = false;
            all[i++] = at;
        }
        TABLE.news = null;
        TABLE.budget = Math.min(BURST, TABLE.budget + A_TICK);
        unlock();
        return all;
    }

    /** The tag of an object that has one. */
    static @Nullable Tag existing(Lane lane, Object object) {
        Tag last = lane.tags.last;
        if (last != null && last.refersTo(object)) {
            return last;
        }
        int hash = System.identityHashCode(object);
        Tag tag = lane.tags.find(object, hash);
        if (tag == null) {
            tag = inTable(object, hash, false);
        }
        return tag;
    }

    private static void lock() {
        while (!Mem.U.compareAndSetInt(TABLE, LOCK, 0, 1)) {
            Thread.onSpinWait();
        }
    }

    private static void unlock() {
        Mem.U.putIntRelease(TABLE, LOCK, 0);
    }
}
