package dev.hazardmap.observe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hooks of one map, as its operations see them: immutable, replaced whole when a hook comes or goes. A map without hooks
 * has none, which is the one test that it pays for being observable.
 *
 * <p>An operation asks {@link #sample}; most often the answer is 0. Otherwise it takes the time and calls {@link #record} when it is
 * done. Nothing here allocates, except for iterations.
 */
final class Probe {
    /** The sample is a set of hooks in the bits of an int. */
    static final int MAX_HOOKS = 31;

    private final ObservedMap map;
    private final HookBinding[] bindings;
    private final boolean iterations;

    Probe(ObservedMap map, List<HookBinding> bindings) {
        this.map = map;
        this.bindings = bindings.toArray(new HookBinding[0]);
        iterations = bindings.stream().anyMatch(binding -> binding.hook().hook.iterations());
    }

    /** The hooks that want this operation, as bits. */
    int sample(MapOperation operation) {
        int taken = 0;
        for (int i = 0; i < bindings.length; i++) {
            if (bindings[i].hook().takes(operation)) {
                taken |= 1 << i;
            }
        }
        return taken;
    }

    /** Tells the hooks in {@code taken} of an operation on a key that has ended now. */
    void record(int taken, MapOperation operation, @Nullable Object key, long startNanos) {
        tell(taken, operation, true, key, startNanos);
    }

    /** As {@link #record}, for an operation without a key. */
    void recordWhole(int taken, MapOperation operation, long startNanos) {
        tell(taken, operation, false, null, startNanos);
    }

    private void tell(int taken, MapOperation operation, boolean hasKey, @Nullable Object key, long startNanos) {
        long duration = System.nanoTime() - startNanos;
        map.look();
        for (int i = 0; i < bindings.length; i++) {
            if ((taken & 1 << i) != 0 && bindings[i].hook().works()) {
                tell(bindings[i], operation, hasKey, key, startNanos, duration);
            }
        }
    }

    private static void tell(
            HookBinding binding,
            MapOperation operation,
            boolean hasKey,
            @Nullable Object key,
            long startNanos,
            long duration) {
        ActiveHook hook = binding.hook();
        try {
            if (hook.wantsKey(hasKey, key)) {
                long keyHash = hasKey && hook.usesKeyHash ? KeyHash.orZero(key) : 0;
                binding.recorder().operation(operation, keyHash, startNanos, duration, hook.sampler.every());
            }
        } catch (Throwable failure) {
            hook.fail(failure);
        }
    }

    /** An iteration that begins now; null if no hook wants to know. */
    @Nullable
    Iteration iterate() {
        return iterations ? new Iteration(map, this) : null;
    }

    void started(Iteration iteration) {
        for (HookBinding binding : bindings) {
            if (binding.hook().hook.iterations() && binding.hook().works()) {
                try {
                    binding.recorder().iterationStarted(iteration);
                } catch (Throwable failure) {
                    binding.hook().fail(failure);
                }
            }
        }
    }

    /** Spans come first ({@link MapSink#order}): the metrics' exemplars name them. */
    void ended(Iteration iteration) {
        map.look();
        for (HookBinding binding : bindings) {
            if (binding.hook().hook.iterations() && binding.hook().works()) {
                try {
                    binding.recorder().iterationEnded(iteration);
                } catch (Throwable failure) {
                    binding.hook().fail(failure);
                }
            }
        }
    }
}
