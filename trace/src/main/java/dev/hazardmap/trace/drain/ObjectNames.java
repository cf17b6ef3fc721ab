package dev.hazardmap.trace.drain;

import dev.hazardmap.trace.format.ChunkBuilder;
import dev.hazardmap.trace.format.Entity;
import dev.hazardmap.trace.format.EventKind;
import dev.hazardmap.trace.format.Frame;
import dev.hazardmap.trace.format.Names;
import dev.hazardmap.trace.format.Source;
import dev.hazardmap.trace.recorder.Tag;
import dev.hazardmap.trace.recorder.Tags;
import java.util.ArrayList;
import java.util.List;

/** What a recording says of maps and locks: classes, labels, where they were made; and the locks' exact counts. */
final class ObjectNames {
    private final Names names;
    private final SiteNames sites;
    private final List<Tag> locks = new ArrayList<>();

    ObjectNames(Names names, SiteNames sites) {
        this.names = names;
        this.sites = sites;
    }

    /** Takes in what is new or has changed. */
    void update() {
        for (Tag tag : Tags.takeNews()) {
            int flags = (tag.isMap() ? Entity.MAP : 0) | (tag.isLock() ? Entity.LOCK : 0);
            Entity before = names.entity(Entity.Type.OBJECT, tag.id);
            String label = tag.label() == null ? "" : tag.label();
            names.define(new Entity(Entity.Type.OBJECT, tag.id, flags, label, type(tag), place(tag.site()), 0, 0));
            boolean wasLock = before != null && (before.flags() & Entity.LOCK) != 0;
            if (tag.isLock() && !wasLock) {
                locks.add(tag);
            }
        }
    }

    /** A lock is known by its synchronizer, but is named as what the application made. */
    private static String type(Tag tag) {
        String type = tag.type;
        int sync = type.indexOf("$NonfairSync") >= 0 ? type.indexOf("$NonfairSync") : type.indexOf("$FairSync");
        if (sync < 0) {
            sync = type.startsWith("java.util.concurrent.") ? type.indexOf("$Sync") : -1;
        }
        return sync < 0 ? type : type.substring(0, sync);
    }

    private String place(int site) {
        Frame frame = site == 0 ? null : sites.frame(site);
        if (frame == null) {
            return "";
        }
        String simple = frame.className().substring(frame.className().lastIndexOf('.') + 1);
        return new Frame(simple, frame.method(), frame.file(), frame.line()).toString();
    }

    /** The exact counts of locks that were contended since the last time. */
    void totals(ChunkBuilder chunk, long time) {
        for (Tag lock : locks) {
            long contended = lock.contended();
            if (contended != lock.contendedSeen) {
                lock.contendedSeen = contended;
                chunk.rows(0, Source.SAMPLER)
                        .object(lock.id)
                        .value(lock.acquired())
                        .other(contended)
                        .duration(lock.waited())
                        .add(EventKind.LOCK_TOTALS, time);
            }
        }
        locks.removeIf(lock -> lock.refersTo(null));
    }
}
