package dev.hazardmap.observe.meter;

import dev.hazardmap.observe.Iteration;
import dev.hazardmap.observe.MapOperation;

/**
 * The histograms of one name, in the terms of a metrics library.
 *
 * <p><b>Thread safety:</b> called by all threads that use the maps. Allocates nothing per operation.
 */
public interface DurationRecorder {
    /** A sampled operation took this long. */
    void operation(MapOperation operation, long nanos);

    /** An iteration has completed or failed; its span, if it has one, is known. */
    void iteration(Iteration iteration);

    /** The last map of the name is gone: the series may go. */
    void remove();
}
