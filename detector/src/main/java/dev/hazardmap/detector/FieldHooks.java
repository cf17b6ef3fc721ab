package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * Called from instrumented application code before each access to a field that is neither volatile nor final.
 *
 * <p>The fast path, small enough to be inlined: whoever wrote the field since its last release need not be recorded as
 * reading or writing it once more, and whoever read it need not be recorded as reading it. All else is
 * {@link FieldCells}' business.
 */
public final class FieldHooks {
    private FieldHooks() {}

    /**
     * A read of an instance field; null when the application is about to get its NullPointerException.
     *
     * @param thread the current thread's state, from {@link SiteHooks#enter}
     */
    public static void read(@Nullable Object object, ThreadState thread, int access) {
        if (Switch.on && object != null) {
            long words = FieldSites.words(access);
            if (words > 0) {
                long now = Words.epoch(thread);
                if (Words.epoch(Mem.U.getLong(object, WatchedField.writeOffset(words))) == now
                        || Words.epoch(Mem.U.getLong(object, WatchedField.readOffset(words))) == now) {
                    return;
                }
            }
            FieldCells.read(thread, object, words, access);
        }
    }

    /** A write of an instance field. */
    public static void write(@Nullable Object object, ThreadState thread, int access) {
        if (Switch.on && object != null) {
            long words = FieldSites.words(access);
            if (words > 0
                    && Words.epoch(Mem.U.getLong(object, WatchedField.writeOffset(words))) == Words.epoch(thread)) {
                return;
            }
            FieldCells.write(thread, object, words, access);
        }
    }

    /** The application calls {@code Object.clone} on this object, which reads all its fields. */
    public static void cloning(@Nullable Object object, int site) {
        if (Switch.on && object != null) {
            ThreadState thread = Threads.current();
            if (thread.busy == 0) {
                WatchedFields.readAll(thread, object, site);
            }
        }
    }

    /** A read of a static field of {@code owner}, the declaring class. */
    public static void readStatic(Class<?> owner, ThreadState thread, int access) {
        read(owner, thread, access);
    }

    /** A write of a static field of {@code owner}, the declaring class. */
    public static void writeStatic(Class<?> owner, ThreadState thread, int access) {
        write(owner, thread, access);
    }

    /** A read of a static field that {@code type} inherits. */
    public static void readInherited(Class<?> type, ThreadState thread, int access) {
        read(FieldSites.field(access).declaring(type), thread, access);
    }

    /** A write of a static field that {@code type} inherits. */
    public static void writeInherited(Class<?> type, ThreadState thread, int access) {
        write(FieldSites.field(access).declaring(type), thread, access);
    }

    /** The clone: its shadow was copied with it and tells of another object. */
    public static void cloned(@Nullable Object clone) {
        if (Switch.installed && clone != null) {
            ThreadState thread = Threads.current();
            if (thread.busy == 0) {
                WatchedFields.forget(thread, clone);
            }
        }
    }

    /** A constructor begins that lets its object out. What it returns is for {@link #constructed}. */
    public static long constructing() {
        return Switch.on ? Threads.current().releases : -1;
    }

    /**
     * It ends. Where it has released nothing since {@code then}, whoever has the object by an edge has it from after
     * the end, and whoever has it without one is entitled to its final fields from now on (JLS 17.5). Where it has, the
     * fields stay watched: somebody may have got the object half made.
     */
    public static void constructed(long then, Object object) {
        if (Switch.on) {
            ThreadState thread = Threads.current();
            if (thread.busy == 0 && thread.releases == then) {
                WatchedFields.forgetFinals(thread, object);
            }
        }
    }

    /**
     * A constructor of the application ends whose final field holds {@code value} (JLS 17.5.1: freeze). It counts for
     * what is reached through the field, and for what was written before.
     */
    public static void freeze(@Nullable Object value) {
        if (!Switch.on || value == null) {
            return;
        }
        ThreadState thread = Threads.current();
        if (thread.busy != 0) {
            return;
        }
        Class<?> type = value.getClass();
        boolean frozen = false;
        if (type.isArray()) {
            ObjectNode node =
                    ArrayHooks.ofArrays(value) ? Objects.node(thread, value) : Objects.existing(thread, value);
            ArrayShadow shadow = node == null ? null : ArrayHooks.shadowToFreeze(node, value);
            if (shadow != null && Words.fits(thread)) {
                shadow.frozen = Words.of(thread, Wheres.NOWHERE);
                frozen = true;
            }
        } else {
            frozen = WatchedFields.freeze(thread, value);
        }
        if (frozen) {
            thread.clock++; // what the thread writes from now on is after the freeze
        }
        Shadows.freeze(value, thread);
    }

    /** The same for a container of the JDK's, which mostly holds objects of the JDK's that have nothing to freeze. */
    public static void freezeContent(@Nullable Object value) {
        if (Switch.on && value != null) {
            Class<?> type = value.getClass();
            if (type.getClassLoader() != null
                    || type.isArray()
                    || value instanceof java.util.Collection
                    || value instanceof java.util.Map) {
                freeze(value);
            }
        }
    }

    /** Each of them. */
    public static void freezeElements(@Nullable Object values) {
        if (Switch.on && values instanceof Object[]) {
            for (Object value : (Object[]) values) {
                freezeContent(value);
            }
        }
    }
}
