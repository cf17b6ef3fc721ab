package dev.hazardmap.observe;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A map that can be observed: every operation goes to the wrapped map, and to the hooks of a {@link MapRegistry} when there are
 * any. <pre>{@code
 * Map<String, Session> sessions = TracedMap.of(new HashMap<>(), "sessions");
 * ConcurrentMap<String, Session> shared = TracedMap.of(new ConcurrentHashMap<>(), "shared sessions");
 * }</pre>
 *
 * <p>What is observed: all methods of {@link Map} that read or change entries, those of its three views, of their iterators,
 * spliterators and streams, and {@code setValue} of their entries. Not observed: {@code size}, {@code isEmpty}, {@code equals},
 * {@code hashCode}, {@code toString}, {@code containsAll} of a view, entries in an array that {@code toArray} made. Methods beyond {@link Map} and {@link ConcurrentMap} ({@code headMap}, {@code snapshot})
 * are called on the wrapped map itself.
 *
 * <p>Cost: without hooks, one field read. With hooks, an operation that is not sampled costs a decrement; nothing is allocated. An
 * iteration under a hook costs one object, and one per entry of {@code entrySet}.
 *
 * <p><b>Thread safety and memory effects:</b> those of the wrapped map; a null check, a cast or an order that it makes, this
 * makes.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public class TracedMap<K, V> implements Map<K, V> {
    private static final VarHandle PROBE;

    static {
        try {
            PROBE = MethodHandles.lookup().findVarHandle(TracedMap.class, "probe", Probe.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Map<K, V> map;
    private final ObservedMap observed;
    private final MapRegistry registry;
    private @Nullable Probe probe;
    private @Nullable Set<K> keys;
    private @Nullable Collection<V> values;
    private @Nullable Set<Map.Entry<K, V>> entries;

    TracedMap(Map<K, V> map, ObservedMap observed, MapRegistry registry) {
        this.map = map;
        this.observed = observed;
        this.registry = registry;
    }

    /** A map that shows up under {@code name}, in the shared registry. */
    public static <K, V> TracedMap<K, V> of(Map<K, V> map, String name) {
        return builder(map, name).build();
    }

    /** A concurrent map that shows up under {@code name}, in the shared registry. */
    public static <K, V> TracedConcurrentMap<K, V> of(ConcurrentMap<K, V> map, String name) {
        return builder(map, name).buildConcurrent();
    }

    /** For another registry, or a map whose capacity is to be shown. */
    public static <K, V, M extends Map<K, V>> Builder<K, V, M> builder(M map, String name) {
        return new Builder<>(requireNonNull(map, "map"), requireNonNull(name, "name"));
    }

    /** What is known about this map. */
    public ObservedMap observed() {
        return observed;
    }

    /** The hooks on this map from now on; null for none. */
    void observe(@Nullable Probe next) {
        PROBE.setRelease(this, next);
    }

    @Nullable
    Probe probe() {
        return loProbe();
    }

    /**
     * Opaque: read each time, so that a running loop sees a new hook, but no fence, so that the loop may keep all else in registers. What
     * a probe refers to is in final fields (JLS 17.5), it needs no acquire.
     */
    private @Nullable Probe loProbe() {
        return (Probe) PROBE.getOpaque(this);
    }

    MapRegistry registry() {
        return registry;
    }

    /** An iteration that begins now; null if nobody wants to know. */
    @Nullable
    Iteration iterate() {
        Probe p = loProbe();
        Iteration iteration = p == null ? null : p.iterate();
        if (p != null && iteration != null) {
            p.started(iteration);
        }
        return iteration;
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public boolean isEmpty() {
        return map.isEmpty();
    }

    @Override
    public @Nullable V get(Object key) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.GET);
        if (p == null || taken == 0) {
            return map.get(key);
        }
        long start = System.nanoTime();
        try {
            return map.get(key);
        } finally {
            p.record(taken, MapOperation.GET, key, start);
        }
    }

    @Override
    public V getOrDefault(Object key, V fallback) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.GET);
        if (p == null || taken == 0) {
            return map.getOrDefault(key, fallback);
        }
        long start = System.nanoTime();
        try {
            return map.getOrDefault(key, fallback);
        } finally {
            p.record(taken, MapOperation.GET, key, start);
        }
    }

    @Override
    public boolean containsKey(Object key) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.CONTAINS_KEY);
        if (p == null || taken == 0) {
            return map.containsKey(key);
        }
        long start = System.nanoTime();
        try {
            return map.containsKey(key);
        } finally {
            p.record(taken, MapOperation.CONTAINS_KEY, key, start);
        }
    }

    @Override
    public boolean containsValue(Object value) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.CONTAINS_VALUE);
        if (p == null || taken == 0) {
            return map.containsValue(value);
        }
        long start = System.nanoTime();
        try {
            return map.containsValue(value);
        } finally {
            p.recordWhole(taken, MapOperation.CONTAINS_VALUE, start);
        }
    }

    @Override
    public @Nullable V put(K key, V value) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.PUT);
        if (p == null || taken == 0) {
            return map.put(key, value);
        }
        long start = System.nanoTime();
        try {
            return map.put(key, value);
        } finally {
            p.record(taken, MapOperation.PUT, key, start);
        }
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.PUT_IF_ABSENT);
        if (p == null || taken == 0) {
            return map.putIfAbsent(key, value);
        }
        long start = System.nanoTime();
        try {
            return map.putIfAbsent(key, value);
        } finally {
            p.record(taken, MapOperation.PUT_IF_ABSENT, key, start);
        }
    }

    @Override
    public @Nullable V replace(K key, V value) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.REPLACE);
        if (p == null || taken == 0) {
            return map.replace(key, value);
        }
        long start = System.nanoTime();
        try {
            return map.replace(key, value);
        } finally {
            p.record(taken, MapOperation.REPLACE, key, start);
        }
    }

    @Override
    public boolean replace(K key, V oldValue, V newValue) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.REPLACE);
        if (p == null || taken == 0) {
            return map.replace(key, oldValue, newValue);
        }
        long start = System.nanoTime();
        try {
            return map.replace(key, oldValue, newValue);
        } finally {
            p.record(taken, MapOperation.REPLACE, key, start);
        }
    }

    @Override
    public @Nullable V remove(Object key) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.REMOVE);
        if (p == null || taken == 0) {
            return map.remove(key);
        }
        long start = System.nanoTime();
        try {
            return map.remove(key);
        } finally {
            p.record(taken, MapOperation.REMOVE, key, start);
        }
    }

    @Override
    public boolean remove(Object key, Object value) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.REMOVE);
        if (p == null || taken == 0) {
            return map.remove(key, value);
        }
        long start = System.nanoTime();
        try {
            return map.remove(key, value);
        } finally {
            p.record(taken, MapOperation.REMOVE, key, start);
        }
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.COMPUTE);
        if (p == null || taken == 0) {
            return map.compute(key, function);
        }
        long start = System.nanoTime();
        try {
            return map.compute(key, function);
        } finally {
            p.record(taken, MapOperation.COMPUTE, key, start);
        }
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.COMPUTE_IF_ABSENT);
        if (p == null || taken == 0) {
            return map.computeIfAbsent(key, function);
        }
        long start = System.nanoTime();
        try {
            return map.computeIfAbsent(key, function);
        } finally {
            p.record(taken, MapOperation.COMPUTE_IF_ABSENT, key, start);
        }
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.COMPUTE_IF_PRESENT);
        if (p == null || taken == 0) {
            return map.computeIfPresent(key, function);
        }
        long start = System.nanoTime();
        try {
            return map.computeIfPresent(key, function);
        } finally {
            p.record(taken, MapOperation.COMPUTE_IF_PRESENT, key, start);
        }
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.MERGE);
        if (p == null || taken == 0) {
            return map.merge(key, value, function);
        }
        long start = System.nanoTime();
        try {
            return map.merge(key, value, function);
        } finally {
            p.record(taken, MapOperation.MERGE, key, start);
        }
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> source) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.PUT_ALL);
        if (p == null || taken == 0) {
            map.putAll(source);
            return;
        }
        long start = System.nanoTime();
        try {
            map.putAll(source);
        } finally {
            p.recordWhole(taken, MapOperation.PUT_ALL, start);
        }
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.REPLACE_ALL);
        if (p == null || taken == 0) {
            map.replaceAll(function);
            return;
        }
        long start = System.nanoTime();
        try {
            map.replaceAll(function);
        } finally {
            p.recordWhole(taken, MapOperation.REPLACE_ALL, start);
        }
    }

    @Override
    public void clear() {
        Probe p = loProbe();
        int taken = p == null ? 0 : p.sample(MapOperation.CLEAR);
        if (p == null || taken == 0) {
            map.clear();
            return;
        }
        long start = System.nanoTime();
        try {
            map.clear();
        } finally {
            p.recordWhole(taken, MapOperation.CLEAR, start);
        }
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        Iteration iteration = iterate();
        if (iteration == null) {
            map.forEach(action);
            return;
        }
        TracedLoop loop = new TracedLoop(iteration);
        loop.run(() -> map.forEach(loop.counting(action)));
    }

    @Override
    public Set<K> keySet() {
        Set<K> present = keys;
        if (present == null) {
            present = new TracedKeySet<>(this, map.keySet());
            keys = present;
        }
        return present;
    }

    @Override
    public Collection<V> values() {
        Collection<V> present = values;
        if (present == null) {
            present = new TracedValues<>(this, map.values());
            values = present;
        }
        return present;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        Set<Map.Entry<K, V>> present = entries;
        if (present == null) {
            present = new TracedEntrySet<>(this, map.entrySet());
            entries = present;
        }
        return present;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || map.equals(other);
    }

    @Override
    public int hashCode() {
        return map.hashCode();
    }

    @Override
    public String toString() {
        return map.toString();
    }

    /** Describes a traced map. Not thread-safe. */
    public static final class Builder<K, V, M extends Map<K, V>> {
        private final M map;
        private final String name;
        private MapRegistry registry = MapRegistry.shared();
        private @Nullable ToLongFunction<Map<?, ?>> capacity;

        private Builder(M map, String name) {
            this.map = map;
            this.name = name;
        }

        /** The registry whose hooks see the map; without this, the shared one. */
        public Builder<K, V, M> registry(MapRegistry seenBy) {
            registry = requireNonNull(seenBy, "seenBy");
            return this;
        }

        /** How many slots the map has, for the load factor. Called like {@code size()}: must be quick, must not keep the map. */
        @SuppressWarnings("unchecked") // It is given this map alone.
        public Builder<K, V, M> capacity(ToLongFunction<? super M> slots) {
            requireNonNull(slots, "slots");
            capacity = m -> slots.applyAsLong((M) m);
            return this;
        }

        /** The map; a {@link TracedConcurrentMap} if the wrapped one is concurrent. */
        public TracedMap<K, V> build() {
            ObservedMap observed = new ObservedMap(name, map, capacity);
            TracedMap<K, V> traced = map instanceof ConcurrentMap<?, ?>
                    ? new TracedConcurrentMap<>(concurrent(), observed, registry)
                    : new TracedMap<>(map, observed, registry);
            registry.register(traced);
            return traced;
        }

        /**
         * The map, for a wrapped one that is concurrent.
         *
         * @throws IllegalArgumentException if it is not
         */
        public TracedConcurrentMap<K, V> buildConcurrent() {
            concurrent();
            return (TracedConcurrentMap<K, V>) build();
        }

        @SuppressWarnings("unchecked") // Its type arguments are those of M.
        private ConcurrentMap<K, V> concurrent() {
            if (map instanceof ConcurrentMap<?, ?>) {
                return (ConcurrentMap<K, V>) map;
            }
            throw new IllegalArgumentException(
                    "no ConcurrentMap: " + map.getClass().getName());
        }
    }
}
