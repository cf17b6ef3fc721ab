package dev.hazardmap.detector;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The shadow of one collection, with what a report says of it.
 *
 * <p>Where it is kept: a map of the AbstractMap family has it in {@code AbstractMap.values}, the field that caches the
 * map's value view; the instrumented {@code values()} looks through it. So finding it is one load, and it dies with its
 * map. Other collections have no field to spare: theirs is in their {@link ObjectNode}.
 */
final class Shadow extends Location {
    /** The collection itself (then the two form a cycle that dies together), or its node. */
    private final Object target;

    /** The call site that made the collection; 0 unknown. */
    final int createdSite;
    /** The application's type for it where that is another one ({@code HashSet} for its inner map), else null. */
    final @Nullable String typeName;
    /** The map's real value view, when it was asked for. */
    @Nullable
    Collection<?> view;

    /** The last constructor that froze a final field with this collection: its thread and the time then. */
    private @Nullable ThreadState frozenBy;

    private long frozenTime;

    /** The last lambda that captured this collection: the capturing thread and its time then. */
    private @Nullable ThreadState capturedBy;

    private long capturedTime;

    private @Nullable WeakReference<Shadow> self;

    Shadow(Object target, int createdSite, @Nullable String typeName) {
        this.target = target;
        this.createdSite = createdSite;
        this.typeName = typeName;
    }

    /** The collection; null when it is gone. */
    @Nullable
    Object target() {
        return target instanceof ObjectNode ? ((Reference<?>) target).get() : target;
    }

    /** This shadow, weakly; always the same reference. */
    WeakReference<Shadow> self() {
        WeakReference<Shadow> made = self;
        if (made == null) {
            made = new WeakReference<>(this);
            self = made; // of two threads' the last stays: an older one just isn't recognised
        }
        return made;
    }

    @Override
    Subject subject() {
        Object collection = target();
        String type = typeName != null
                ? typeName
                : collection == null ? "a collection" : collection.getClass().getName();
        return Subject.collection(type, Sizes.of(collection), createdSite);
    }

    boolean isOf(Object collection) {
        return target == collection;
    }

    void freeze(ThreadState thread, long time) {
        frozenTime = time;
        frozenBy = thread;
    }

    void captured(ThreadState thread, long time) {
        capturedTime = time;
        capturedBy = thread;
    }

    boolean capturedByOther(ThreadState thread) {
        return capturedBy != null && capturedBy != thread;
    }

    @Override
    boolean frozenFor(ThreadState reader, ThreadState writer, long time) {
        if (frozenBy == writer && time <= frozenTime) {
            reader.acquireFrozen(writer, frozenTime);
            return true;
        }
        if (capturedBy == writer && time <= capturedTime && reader.reachedByCapture == self) {
            return true;
        }
        return super.frozenFor(reader, writer, time);
    }
}
