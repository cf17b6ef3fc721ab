package dev.hazardmap.maps;

/**
 * Go's recoverable panic "assignment to entry in nil map".
 *
 * <p>It is an {@link UnsupportedOperationException}, which {@link java.util.Map#put} prescribes for a map that cannot be
 * written.
 */
public final class NilMapException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    NilMapException(Object key) {
        super("assignment to entry in nil map: key " + key);
    }
}
