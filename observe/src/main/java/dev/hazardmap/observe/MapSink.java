package dev.hazardmap.observe;

/**
 * Where what was seen goes: metrics, spans, a trace. Given to a {@link MapHook}.
 *
 * <p><b>Thread safety:</b> called by whichever thread wraps a map or registers a hook, under the registry's lock.
 */
public interface MapSink {
    /** A recorder for one map, asked for once per map and hook: what depends on the map alone is looked up here. */
    MapRecorder recorderFor(ObservedMap map);

    /** Whether the recorders look at the hash of the key; if not, none is computed. */
    default boolean usesKeyHash() {
        return true;
    }

    /** Hooks are told in this order, and those of one order in that of their registration. Spans have -1: exemplars name them. */
    default int order() {
        return 0;
    }

    /** The map was collected, or the hook removed: its recorder gets nothing more. */
    default void release(ObservedMap map) {}
}
