package dev.hazardmap.lint.engine;

import org.jspecify.annotations.Nullable;

/**
 * What one method of the collections API does to the container it is called on; a row of {@code effects.txt}.
 *
 * @param name method name
 * @param effect what it does to the container
 * @param key argument that is the key or element (1 is the first), 0 for none
 * @param value argument that is the value, 0 for none
 * @param function argument that is called back while the call runs, 0 for none
 * @param source argument that is iterated over, 0 for none
 * @param result what it returns
 * @param view the view, when it returns one
 * @param atomic whether a concurrent map runs {@code function} under its lock on the key
 */
public record Op(
        String name,
        Effect effect,
        int key,
        int value,
        int function,
        int source,
        Result result,
        Sym.@Nullable ViewKind view,
        boolean atomic) {
    /** Effects, weakest first. */
    public enum Effect {
        /** None: making a view. */
        NONE,
        /** Looks up one entry. */
        READ,
        /** Reads the size. */
        SIZE,
        /** Reads all entries, one after another. */
        ITERATE,
        /** Replaces the value of an entry that is there. */
        UPDATE,
        /** Adds or removes. */
        WRITE
    }

    /** What comes back. */
    public enum Result {
        NONE,
        FLAG,
        ELEM,
        VIEW,
        SELF,
        COPY
    }

    /** Whether it changes the container. */
    public boolean writes() {
        return effect == Effect.WRITE || effect == Effect.UPDATE;
    }

    Op withEffect(Effect other) {
        return new Op(name, other, key, value, function, source, result, view, atomic);
    }

    Op named(String other) {
        return new Op(other, effect, key, value, function, source, result, view, atomic);
    }

    /** Pseudo operation: the field that holds the container is read. */
    public static final Op LOAD = new Op("field read", Effect.READ, 0, 0, 0, 0, Result.NONE, null, false);

    /** Pseudo operation: the field that holds the container is assigned. */
    public static final Op STORE = new Op("assignment", Effect.WRITE, 0, 0, 0, 0, Result.NONE, null, false);

    /** A bulk read by a constructor, {@code addAll}, {@code toString} and the like. */
    static final Op BULK_READ = new Op("bulk read", Effect.ITERATE, 0, 0, 0, 0, Result.NONE, null, false);
}
