package dev.hazardmap.maps;

/**
 * Go's recoverable panics over a value that has no {@code ==}: a key that cannot be hashed, or an old value that cannot be
 * compared. In Java the values in question are arrays, the counterpart of Go's slices.
 *
 * <p>It is a {@link ClassCastException} because that is what {@link java.util.Map} prescribes for a key of a type that is
 * inappropriate for the map.
 */
public final class UncomparableException extends ClassCastException {
    private static final long serialVersionUID = 1L;

    private UncomparableException(String message) {
        super(message);
    }

    static UncomparableException unhashable(Object key) {
        return new UncomparableException("runtime error: hash of unhashable type "
                + key.getClass().getTypeName() + ": an array is compared by identity and cannot be a key");
    }

    static UncomparableException oldValue(String operation, Object old) {
        return new UncomparableException("called " + operation + " when value is not of comparable type: "
                + old.getClass().getTypeName());
    }
}
