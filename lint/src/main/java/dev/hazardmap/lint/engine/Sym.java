package dev.hazardmap.lint.engine;

import java.util.List;
import org.objectweb.asm.Handle;

/**
 * Where a value came from: an access path.
 *
 * <p>A path has a root (parameter, static field, allocation, call result, lambda, constant) and steps (field, element of a container, live
 * view). Paths are compared by structure, so two loads of {@code this.live} are the same path; an allocation is compared by its site. A view
 * is a step and not a new root because what happens to {@code live.keySet()} happens to {@code live}.
 */
public sealed interface Sym {
    /** Steps a path may have; what is longer becomes {@link Special#UNKNOWN}. Four covers {@code this.this$0.a.b} and a nested map. */
    int MAX_DEPTH = 5;

    /** Parameter {@code index} of the method under analysis; 0 is {@code this} in an instance method. */
    record Param(int index) implements Sym {}

    /** A static field. */
    record Static(FieldKey key) implements Sym {}

    /** A path with one more step. Hash, depth and root are asked for all the time, so they are computed once. */
    abstract sealed class Step implements Sym {
        private final Sym base;
        private final Sym root;
        private final int depth;
        private final int hash;

        private Step(Sym base, int stepHash) {
            this.base = base;
            this.root = base instanceof Step step ? step.root : base;
            this.depth = base instanceof Step step ? step.depth + 1 : 1;
            this.hash = base.hashCode() * 31 + stepHash;
        }

        /** The path one step shorter. */
        public Sym base() {
            return base;
        }

        /** Whether both take the same last step. */
        abstract boolean sameStep(Step other);

        @Override
        public boolean equals(Object other) {
            return this == other
                    || (other instanceof Step step
                            && hash == step.hash
                            && depth == step.depth
                            && sameStep(step)
                            && base.equals(step.base));
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** An instance field of {@code base}. */
    final class Field extends Step {
        private final FieldKey key;

        Field(Sym base, FieldKey key) {
            super(base, key.hashCode());
            this.key = key;
        }

        /** The field. */
        public FieldKey key() {
            return key;
        }

        @Override
        boolean sameStep(Step other) {
            return other instanceof Field field && key.equals(field.key);
        }

        @Override
        public String toString() {
            return base() + "." + key.name();
        }
    }

    /** An object allocated at {@code site}; {@code type} is its class, {@code kind} its promise. */
    record Fresh(Site site, String type, Kind kind) implements Sym {}

    /** A live view of {@code base}. */
    final class View extends Step {
        private final ViewKind kind;

        View(Sym base, ViewKind kind) {
            super(base, 1 + kind.ordinal());
            this.kind = kind;
        }

        /** Which view. */
        public ViewKind kind() {
            return kind;
        }

        @Override
        boolean sameStep(Step other) {
            return other instanceof View view && kind == view.kind;
        }

        @Override
        public String toString() {
            return base() + "." + kind;
        }
    }

    /** Some value (or key) held by container or array {@code base}. */
    final class Elem extends Step {
        Elem(Sym base) {
            super(base, 77);
        }

        @Override
        boolean sameStep(Step other) {
            return other instanceof Elem;
        }

        @Override
        public String toString() {
            return base() + "[*]";
        }
    }

    /** A lambda or method reference: its implementation and the captured values. */
    record Lambda(Handle impl, List<Val> captured, String iface, String ifaceMethod) implements Sym {}

    /** What the call at {@code site}, which the analysis cannot look into, gave back. */
    record Result(Site site, String type) implements Sym {}

    /** A constant: a number, a string, or a class as {@link org.objectweb.asm.Type}. */
    record Const(Object value) implements Sym {}

    /** Values without an address. */
    enum Special implements Sym {
        /** The null reference. */
        NULL,
        /** Anything. */
        UNKNOWN
    }

    /** The views that alias their base. */
    enum ViewKind {
        /** keySet, navigableKeySet, descendingKeySet. */
        KEYS,
        /** values. */
        VALUES,
        /** entrySet. */
        ENTRIES,
        /** subMap, headMap, tailMap, descendingMap, subList, subSet and so on. */
        SUB,
        /** Collections.unmodifiable*. */
        UNMODIFIABLE,
        /** iterator, listIterator, enumeration, spliterator. */
        ITERATOR,
        /** Map.Entry from an iteration. */
        ENTRY,
        /** stream. */
        STREAM,
        /** parallelStream, stream().parallel(). */
        PARALLEL,
        /** ReadWriteLock.readLock(). */
        READ_LOCK,
        /** ReadWriteLock.writeLock(). */
        WRITE_LOCK,
        /** The lock an atomic compute holds on its key while the function runs. */
        ENTRY_LOCK
    }

    /** The path one step shorter, or null for a root. */
    default @org.jspecify.annotations.Nullable Sym parent() {
        return this instanceof Step step ? step.base() : null;
    }

    /** The root of the path. */
    default Sym root() {
        return this instanceof Step step ? step.root : this;
    }

    /** Number of steps. */
    default int depth() {
        return this instanceof Step step ? step.depth : 0;
    }

    /** The container behind views, iterators and streams: the path without trailing views. */
    default Sym container() {
        Sym at = this;
        while (at instanceof View view) {
            at = view.base();
        }
        return at;
    }

    /** {@code base} with a step, or UNKNOWN when the path would be too long. */
    static Sym field(Sym base, FieldKey key) {
        return base == Special.UNKNOWN || base == Special.NULL || base.depth() >= MAX_DEPTH
                ? Special.UNKNOWN
                : new Field(base, key);
    }

    /** The last step of {@code step}, taken from {@code base}. */
    static Sym step(Step step, Sym base) {
        if (step instanceof Field field) {
            return new Field(base, field.key());
        }
        return step instanceof View view ? new View(base, view.kind()) : new Elem(base);
    }

    /** An element of {@code base}. */
    static Sym elem(Sym base) {
        return base == Special.UNKNOWN || base == Special.NULL || base.depth() >= MAX_DEPTH
                ? Special.UNKNOWN
                : new Elem(base.container());
    }

    /** A view of {@code base}; a view of a view of the same kind is itself. */
    static Sym view(Sym base, ViewKind kind) {
        if (base instanceof View view && view.kind == kind) {
            return base;
        }
        boolean keepsUnknown = kind == ViewKind.PARALLEL || kind == ViewKind.STREAM;
        if (base == Special.NULL || (base == Special.UNKNOWN && !keepsUnknown)) {
            return Special.UNKNOWN;
        }
        Sym under = base instanceof View view && (view.kind == ViewKind.STREAM || view.kind == ViewKind.ITERATOR)
                ? view.base()
                : base;
        return under.depth() >= MAX_DEPTH ? Special.UNKNOWN : new View(under, kind);
    }
}
