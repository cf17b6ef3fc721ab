package dev.hazardmap.maps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Go's map semantics without a hash table of Go's: a list of entries, searched from the front by Go's {@code ==}. To keep long
 * runs affordable, the list is divided by a plain function of the key that agrees with {@code ==}.
 */
final class GoReference {
    private final Map<Object, List<Object[]>> entries = new HashMap<>();
    private int size;

    private static Object division(Object key) {
        if (key instanceof Double d) {
            return d == 0 ? "zero" : d.isNaN() ? "nan" : d.toString();
        }
        if (key instanceof Float f) {
            return f == 0 ? "float zero" : f.isNaN() ? "float nan" : f.toString() + "f";
        }
        return key;
    }

    /** Go's == on interface values, written out independently of the code under test. */
    private static boolean same(Object a, Object b) {
        if (a.getClass() != b.getClass()) {
            return false;
        }
        if (a instanceof Double x) {
            return x.doubleValue() == ((Double) b).doubleValue();
        }
        if (a instanceof Float x) {
            return x.floatValue() == ((Float) b).floatValue();
        }
        return a.equals(b);
    }

    private Object[] find(Object key) {
        for (Object[] entry : entries.getOrDefault(division(key), List.of())) {
            if (same(key, entry[0])) {
                return entry;
            }
        }
        return null;
    }

    Object get(Object key) {
        Object[] entry = find(key);
        return entry == null ? null : entry[1];
    }

    Object put(Object key, Object value) {
        Object[] entry = find(key);
        if (entry != null) {
            Object former = entry[1];
            entry[1] = value;
            if (!(key instanceof Integer)) {
                entry[0] = key;
            }
            return former;
        }
        entries.computeIfAbsent(division(key), k -> new ArrayList<>()).add(new Object[] {key, value});
        size++;
        return null;
    }

    Object remove(Object key) {
        Object[] entry = find(key);
        if (entry == null) {
            return null;
        }
        entries.get(division(key)).remove(entry);
        size--;
        return entry[1];
    }

    void clear() {
        entries.clear();
        size = 0;
    }

    int size() {
        return size;
    }

    /** Each entry as text; -0.0 and 0.0 differ in it, and every NaN entry appears. */
    List<String> contents() {
        List<String> contents = new ArrayList<>();
        entries.values().forEach(list -> list.forEach(entry -> contents.add(entry[0] + "=" + entry[1])));
        contents.sort(null);
        return contents;
    }
}
