package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where containers flow: into fields, parameters and other containers, over the whole program. Input of {@link Kinds}.
 *
 * <p>Filled by several threads, each call under the monitor of this; of the sources of a place the first {@link #MAX_SOURCES} in call-graph
 * order stay, whatever the order they came in.
 */
final class KindFlows {
    /** A path as seen in a method. */
    record Source(MethodInfo method, Sym sym) {}

    /** A parameter of a method. */
    record Slot(MethodInfo method, int index) {}

    private static final int MAX_SOURCES = 24;
    private static final Comparator<Source> ORDER =
            Comparator.comparingInt(source -> source.method().order());

    private final Map<FieldKey, List<Source>> fields = new HashMap<>();
    private final Map<Slot, List<Source>> params = new HashMap<>();
    private final Map<Object, List<Source>> elements = new HashMap<>();

    synchronized void field(FieldKey key, MethodInfo method, Val value) {
        add(fields.computeIfAbsent(key, k -> new ArrayList<>(2)), method, value);
    }

    synchronized void param(MethodInfo callee, int index, MethodInfo caller, Val value) {
        add(params.computeIfAbsent(new Slot(callee, index), k -> new ArrayList<>(2)), caller, value);
    }

    /** {@code value} was put into the container at {@code path}. */
    synchronized void element(Sym path, MethodInfo method, Val value) {
        add(elements.computeIfAbsent(node(path), k -> new ArrayList<>(2)), method, value);
    }

    private static void add(List<Source> sources, MethodInfo method, Val value) {
        for (Sym sym : value.syms()) {
            if (sym != Sym.Special.NULL && !(sym instanceof Sym.Const)) {
                Source source = new Source(method, sym);
                if (!sources.contains(source)) {
                    sources.add(source);
                }
            }
        }
        while (sources.size() > MAX_SOURCES) {
            int last = 0;
            for (int i = 1; i < sources.size(); i++) {
                last = ORDER.compare(sources.get(i), sources.get(last)) >= 0 ? i : last;
            }
            sources.remove(last);
        }
    }

    /** Puts everything into call-graph order: from here on nothing is added. */
    synchronized void freeze() {
        fields.values().forEach(sources -> sources.sort(ORDER));
        params.values().forEach(sources -> sources.sort(ORDER));
        elements.values().forEach(sources -> sources.sort(ORDER));
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

    List<Source> fieldSources(FieldKey key) {
        return fields.getOrDefault(key, List.of());
    }

    List<Source> paramSources(MethodInfo method, int index) {
        return params.getOrDefault(new Slot(method, index), List.of());
    }

    List<Source> elementSources(Sym path) {
        return elements.getOrDefault(node(path), List.of());
    }
}
