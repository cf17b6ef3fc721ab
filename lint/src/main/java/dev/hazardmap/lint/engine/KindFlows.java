package dev.hazardmap.lint.engine;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Where containers flow: into fields, parameters and other containers, over the whole program. Input of {@link Kinds}. */
final class KindFlows {
    /** A path as seen in a method. */
    record Source(MethodInfo method, Sym sym) {}

    /** A parameter of a method. */
    record Slot(MethodInfo method, int index) {}

    private static final int MAX_SOURCES = 24;

    private final Map<FieldKey, Set<Source>> fields = new HashMap<>();
    private final Map<Slot, Set<Source>> params = new HashMap<>();
    private final Map<Object, Set<Source>> elements = new HashMap<>();

    void field(FieldKey key, MethodInfo method, Val value) {
        add(fields.computeIfAbsent(key, k -> new LinkedHashSet<>()), method, value);
    }

    void param(MethodInfo callee, int index, MethodInfo caller, Val value) {
        add(params.computeIfAbsent(new Slot(callee, index), k -> new LinkedHashSet<>()), caller, value);
    }

    /** {@code value} was put into the container at {@code path}. */
    void element(Sym path, MethodInfo method, Val value) {
        add(elements.computeIfAbsent(node(path), k -> new LinkedHashSet<>()), method, value);
    }

    private static void add(Set<Source> sources, MethodInfo method, Val value) {
        for (Sym sym : value.syms()) {
            if (sources.size() < MAX_SOURCES && sym != Sym.Special.NULL && !(sym instanceof Sym.Const)) {
                sources.add(new Source(method, sym));
            }
        }
    }

    /** Containers are told apart by the field that holds them, wherever its object is. */
    static Object node(Sym path) {
        Sym at = path.container();
        if (at instanceof Sym.Field field) {
            return field.key();
        } else if (at instanceof Sym.Static field) {
            return field.key();
        }
        return at;
    }

    Set<Source> fieldSources(FieldKey key) {
        return fields.getOrDefault(key, Set.of());
    }

    Set<Source> paramSources(MethodInfo method, int index) {
        return params.getOrDefault(new Slot(method, index), Set.of());
    }

    Set<Source> elementSources(Sym path) {
        return elements.getOrDefault(node(path), Set.of());
    }
}
