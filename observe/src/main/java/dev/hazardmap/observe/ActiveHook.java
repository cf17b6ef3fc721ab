package dev.hazardmap.observe;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A registered hook: its sampler, shared by all its maps, and whether it still works. A hook whose recorder, predicate or sink threw
 * is switched off: the application must never see what observes it.
 */
final class ActiveHook implements AutoCloseable {
    final MapHook hook;
    final Sampler sampler;
    final boolean usesKeyHash;
    private final MapRegistry registry;
    private volatile boolean failed;

    ActiveHook(MapRegistry registry, MapHook hook) {
        this.registry = registry;
        this.hook = hook;
        sampler = new Sampler(hook.every());
        usesKeyHash = hook.sink().usesKeyHash();
    }

    boolean works() {
        return !failed;
    }

    boolean takes(MapOperation operation) {
        return (hook.operationBits() & operation.bit()) != 0 && sampler.take();
    }

    boolean wantsKey(boolean hasKey, @Nullable Object key) {
        Predicate<@Nullable Object> keys = hook.keys();
        return keys == null || hasKey && keys.test(key);
    }

    /** Switches the hook off. Of several threads that fail at once, one reports. */
    void fail(Throwable cause) {
        synchronized (this) {
            if (failed) {
                return;
            }
            failed = true;
        }
        registry.failed(this, cause);
    }

    @Override
    public void close() {
        registry.remove(this);
    }
}
