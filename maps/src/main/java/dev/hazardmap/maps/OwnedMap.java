package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import dev.hazardmap.maps.MisuseReport.MapState;
import java.util.AbstractMap;
import java.util.function.Consumer;

/**
 * A map of one owner at a time, {@link SwissMap} or {@link GoMap}: its {@link MisuseGuard}, and what users see of it.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
abstract class OwnedMap<K, V> extends AbstractMap<K, V> {
    final MisuseGuard guard;

    OwnedMap(MisuseOptions options) {
        guard = new MisuseGuard(options, this::describe);
    }

    /** The map in a report; called while other threads may write. */
    abstract MapState describe(String label);

    /** Gives the map to whichever thread uses it next. Only the owner may call it; without strict ownership it does nothing. */
    public void handOver() {
        guard.handOver();
    }

    /** Gives the map to a thread. Only the owner may call it; without strict ownership it does nothing. */
    public void handOver(Thread next) {
        guard.handOver(requireNonNull(next, "next"));
    }

    /** How many misuses were found so far. */
    public long misuses() {
        return guard.misuses();
    }

    /**
     * The part of a map's description that says what becomes of misuse. Not thread-safe.
     *
     * @param <B> the builder itself
     */
    abstract static class Builder<B> {
        MisuseOptions misuse = MisuseOptions.DEFAULT;

        Builder() {}

        abstract B self();

        /** The map's name in misuse reports. */
        public B label(String label) {
            misuse = misuse.withLabel(requireNonNull(label, "label"));
            return self();
        }

        /** What a misuse leads to; {@link MisusePolicy#THROW} unless set. */
        public B misusePolicy(MisusePolicy policy) {
            misuse = misuse.withPolicy(requireNonNull(policy, "policy"));
            return self();
        }

        /** Makes every operation of a thread that does not own the map a misuse. The building thread is the first owner. */
        public B strictOwnership() {
            misuse = misuse.withStrict(true);
            return self();
        }

        /** Receives every report, on the thread that found it, before the policy acts. */
        public B onMisuse(Consumer<MisuseReport> listener) {
            misuse = misuse.withListener(requireNonNull(listener, "listener"));
            return self();
        }
    }
}
