package dev.hazardmap.observe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The traced maps of an application and the hooks on them. A hook applies to the maps there are and to those to come; a map is
 * forgotten when it is collected.
 *
 * <p>Most applications need one: {@link #shared()}.
 *
 * <p><b>Thread safety:</b> any thread. <b>Memory effects:</b> an operation that begins after {@link #add} has returned, in the
 * happens-before sense, is seen by the hook; others soon.
 */
public final class MapRegistry {
    private static final Logger LOG = System.getLogger(MapRegistry.class.getName());
    private static final MapRegistry SHARED = new MapRegistry();

    private final ReferenceQueue<TracedMap<?, ?>> collected = new ReferenceQueue<>();
    private final AbandonedIterations abandoned = new AbandonedIterations();
    private final Set<Entry> maps = new LinkedHashSet<>();
    private final List<ActiveHook> hooks = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** A registry of its own, for tests and for applications that keep parts of themselves apart. */
    public MapRegistry() {}

    /** The registry that {@link TracedMap#of} uses. */
    public static MapRegistry shared() {
        return SHARED;
    }

    /**
     * Registers a hook on all maps, present and future. Close the result to remove it.
     *
     * @throws IllegalStateException if there are 31 hooks already
     */
    public synchronized Registration add(MapHook hook) {
        if (hooks.size() == Probe.MAX_HOOKS) {
            throw new IllegalStateException("there are " + hooks.size() + " hooks already, the most a registry takes");
        }
        ActiveHook active = new ActiveHook(this, hook);
        hooks.add(active);
        hooks.sort(Comparator.comparingInt(h -> h.hook.sink().order()));
        forget();
        for (Entry entry : maps) {
            entry.bind(active);
            entry.publish(hooks);
        }
        return () -> remove(active);
    }

    /** A registered hook; closing it a second time does nothing. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** The maps that are alive, in the order in which they were wrapped. */
    public synchronized List<ObservedMap> maps() {
        forget();
        return maps.stream().map(entry -> entry.observed).toList();
    }

    /** What made hooks fail; each was switched off at its first failure. */
    public synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized void register(TracedMap<?, ?> map) {
        forget();
        Entry entry = new Entry(map, collected);
        maps.add(entry);
        hooks.forEach(entry::bind);
        entry.publish(hooks);
    }

    synchronized void remove(ActiveHook hook) {
        if (hooks.remove(hook)) {
            for (Entry entry : maps) {
                entry.unbind(hook);
                entry.publish(hooks);
            }
        }
    }

    /** Called on a thread that uses a map: it must not wait for a lock that a sink may hold. */
    void failed(ActiveHook hook, Throwable cause) {
        String what = hook.hook.sink().getClass().getName() + " threw " + cause;
        LOG.log(Level.WARNING, "a map hook is switched off: " + what, cause);
        Thread remover = new Thread(
                () -> {
                    synchronized (this) {
                        failures.add(what);
                    }
                    remove(hook);
                },
                "hazardmap-hook-remover");
        remover.setDaemon(true);
        remover.start();
    }

    AbandonedIterations abandonedIterations() {
        return abandoned;
    }

    private void forget() {
        abandoned.end();
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            Entry entry = (Entry) gone;
            maps.remove(entry);
            entry.releaseAll();
        }
    }

    /** A map and its bindings. Not the map itself: that is the application's. */
    private static final class Entry extends WeakReference<TracedMap<?, ?>> {
        private final ObservedMap observed;
        private final List<HookBinding> bindings = new ArrayList<>();

        Entry(TracedMap<?, ?> map, ReferenceQueue<TracedMap<?, ?>> queue) {
            super(map, queue);
            observed = map.observed();
        }

        void bind(ActiveHook hook) {
            try {
                if (hook.works() && hook.hook.wants(observed)) {
                    bindings.add(new HookBinding(hook, hook.hook.sink().recorderFor(observed)));
                }
            } catch (RuntimeException | Error failure) {
                hook.fail(failure);
            }
        }

        void unbind(ActiveHook hook) {
            if (bindings.removeIf(binding -> binding.hook() == hook)) {
                release(hook);
            }
        }

        void releaseAll() {
            bindings.forEach(binding -> release(binding.hook()));
        }

        private void release(ActiveHook hook) {
            try {
                hook.hook.sink().release(observed);
            } catch (RuntimeException | Error failure) {
                hook.fail(failure);
            }
        }

        void publish(List<ActiveHook> order) {
            TracedMap<?, ?> map = get();
            if (map != null) {
                bindings.sort(Comparator.comparingInt(binding -> order.indexOf(binding.hook())));
                map.observe(bindings.isEmpty() ? null : new Probe(observed, bindings));
            }
        }
    }
}
