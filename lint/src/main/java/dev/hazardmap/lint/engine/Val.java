package dev.hazardmap.lint.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.tree.analysis.Value;

/**
 * An abstract value: the paths it may be, and the container reads of this method it depends on.
 *
 * @param size 1, or 2 for long and double
 * @param syms the paths; at most {@link #MAX}, else just UNKNOWN
 * @param reads instruction indexes of the calls whose result flowed in (data dependence)
 */
public record Val(int size, Set<Sym> syms, Set<Integer> reads) implements Value {
    /** Paths a value may have before it is UNKNOWN; joins of more than six origins are rare and never reported on. */
    static final int MAX = 6;

    private static final int MAX_READS = 12;

    static final Val UNINITIALIZED = new Val(1, Set.of(), Set.of());
    static final Val UNKNOWN1 = of(1, Sym.Special.UNKNOWN);
    static final Val UNKNOWN2 = of(2, Sym.Special.UNKNOWN);
    static final Val NULL = of(1, Sym.Special.NULL);

    static Val of(int size, Sym sym) {
        return new Val(size, Set.of(sym), Set.of());
    }

    static Val of(Sym sym) {
        return of(1, sym);
    }

    static Val unknown(int size) {
        return size == 2 ? UNKNOWN2 : UNKNOWN1;
    }

    static Val of(int size, Set<Sym> syms) {
        if (syms.isEmpty() || syms.size() > MAX) {
            return unknown(size);
        }
        return new Val(size, Set.copyOf(syms), Set.of());
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Val val
                        && size == val.size
                        && same(syms, val.syms)
                        && (reads == val.reads || reads.equals(val.reads)));
    }

    /** Nearly all sets here have one member. */
    private static boolean same(Set<Sym> a, Set<Sym> b) {
        if (a == b) {
            return true;
        } else if (a.size() == 1 && b.size() == 1) {
            Sym one = a.iterator().next();
            Sym other = b.iterator().next();
            return one == other || one.equals(other);
        }
        return a.equals(b);
    }

    @Override
    public int hashCode() {
        return syms.hashCode() * 31 + reads.hashCode();
    }

    @Override
    public int getSize() {
        return size;
    }

    /** The path if there is exactly one. */
    public Sym only() {
        return syms.size() == 1 ? syms.iterator().next() : Sym.Special.UNKNOWN;
    }

    /** Whether the value may be the null reference as far as this method shows. */
    public boolean mayBeNull() {
        return syms.contains(Sym.Special.NULL);
    }

    Val withReads(Set<Integer> more) {
        if (more.isEmpty() || reads.containsAll(more)) {
            return this;
        }
        Set<Integer> all = new LinkedHashSet<>(reads);
        all.addAll(more);
        return all.size() > MAX_READS ? this : new Val(size, syms, Set.copyOf(all));
    }

    Val with(Sym replaced, Sym replacement) {
        Set<Sym> all = new LinkedHashSet<>(syms);
        all.remove(replaced);
        all.add(replacement);
        return new Val(size, Set.copyOf(all), reads);
    }

    Val notNull() {
        if (!mayBeNull()) {
            return this;
        }
        Set<Sym> rest = new LinkedHashSet<>(syms);
        rest.remove(Sym.Special.NULL);
        return new Val(size, rest.isEmpty() ? Set.of(Sym.Special.UNKNOWN) : Set.copyOf(rest), reads);
    }

    /**
     * The join of the flow analysis. It must ascend: a set grows to {@link #MAX} paths, then collapses to UNKNOWN (with NULL when it was
     * there), and a collapsed value takes up nothing but NULL.
     */
    Val join(Val other) {
        if (this == other || equals(other)) {
            return this;
        }
        if (this == UNINITIALIZED || other == UNINITIALIZED || size != other.size) {
            return UNINITIALIZED;
        }
        if (syms.containsAll(other.syms)) {
            return withReads(other.reads);
        }
        Set<Sym> all = new LinkedHashSet<>(syms);
        all.addAll(collapsed() ? nulls(other.syms) : other.syms);
        if (all.size() > MAX) {
            all = new LinkedHashSet<>(nulls(all));
            all.add(Sym.Special.UNKNOWN);
        }
        Val merged = all.equals(syms) ? this : new Val(size, Set.copyOf(all), reads);
        return merged.withReads(other.reads);
    }

    private boolean collapsed() {
        return syms.contains(Sym.Special.UNKNOWN) && syms.size() == (mayBeNull() ? 2 : 1);
    }

    private static Set<Sym> nulls(Set<Sym> syms) {
        return syms.contains(Sym.Special.NULL) ? Set.of(Sym.Special.NULL) : Set.of();
    }
}
