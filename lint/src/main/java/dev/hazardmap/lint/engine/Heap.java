package dev.hazardmap.lint.engine;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What was stored into objects allocated in the method under analysis, so that {@code new Worker(map)} and the {@code map} it works on are
 * one thing. Flow-insensitive: every store counts everywhere.
 */
final class Heap {
    private final MethodInfo method;
    private final Map<Sym, Set<Sym>> stored = new HashMap<>();
    private final Map<Sym, Set<Integer>> contents = new HashMap<>();
    private final Map<Sym, Set<Sym>> origins = new HashMap<>();

    Heap(MethodInfo method) {
        this.method = method;
    }

    void store(Sym target, Val value) {
        if (!(target instanceof Sym.Field field) || !(field.base() instanceof Sym.Fresh)) {
            return;
        }
        Set<Sym> values = stored.computeIfAbsent(target, t -> new LinkedHashSet<>());
        if (values.size() < Val.MAX && !value.syms().contains(target)) {
            values.addAll(value.syms());
        }
    }

    /** Field {@code key} of {@code base}: what was stored there, or else the path itself. */
    Set<Sym> load(Sym base, FieldKey key) {
        Sym path = Sym.field(base, key);
        Set<Sym> values = base instanceof Sym.Fresh ? stored.get(path) : null;
        if (values == null) {
            return Set.of(path);
        }
        Set<Sym> known = new LinkedHashSet<>();
        for (Sym value : values) {
            boolean opaque = value instanceof Sym.Special || value instanceof Sym.Result || value instanceof Sym.Const;
            // What a constructor made for itself keeps the field's name; what this method made and passed in is known
            // by its own site.
            boolean foreign = value instanceof Sym.Fresh fresh && fresh.site().method() != method;
            known.add(opaque || foreign ? path : value);
        }
        return known;
    }

    Set<Sym> loadElem(Sym base) {
        return Set.of(Sym.elem(base));
    }

    /** Notes that something computed from {@code reads} was put into a container made here. */
    void fill(Val container, Set<Integer> reads) {
        if (!reads.isEmpty()) {
            for (Sym sym : container.syms()) {
                if (sym.container() instanceof Sym.Fresh fresh) {
                    contents.computeIfAbsent(fresh, f -> new LinkedHashSet<>()).addAll(reads);
                }
            }
        }
    }

    /** Notes that {@code copy} holds what {@code original} held: resolved when asked, since the original may be filled later in the pass. */
    void derive(Val copy, Val original) {
        for (Sym to : copy.syms()) {
            for (Sym from : original.syms()) {
                if (to instanceof Sym.Fresh && from.container() instanceof Sym.Fresh && !to.equals(from.container())) {
                    origins.computeIfAbsent(to, t -> new LinkedHashSet<>()).add(from.container());
                }
            }
        }
    }

    /** The container reads a value depends on, by itself or by what was put into it. */
    Set<Integer> reads(Val value) {
        if (contents.isEmpty()) {
            return value.reads();
        }
        Set<Integer> all = new LinkedHashSet<>(value.reads());
        Set<Sym> seen = new LinkedHashSet<>();
        value.syms().forEach(sym -> collect(sym.container(), all, seen));
        return all;
    }

    private void collect(Sym container, Set<Integer> all, Set<Sym> seen) {
        if (seen.add(container)) {
            all.addAll(contents.getOrDefault(container, Set.of()));
            origins.getOrDefault(container, Set.of()).forEach(from -> collect(from, all, seen));
        }
    }

    /** What was stored, fresh objects included. */
    Set<Sym> raw(Sym path) {
        return stored.getOrDefault(path, Set.of());
    }
}
