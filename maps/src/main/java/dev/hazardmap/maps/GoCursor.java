package dev.hazardmap.maps;

import org.jspecify.annotations.Nullable;

/** The place of an entry in a {@link GoHmap}. */
final class GoCursor {
    @Nullable
    GoBucket bucket;

    int slot;

    GoBucket bucket() {
        if (bucket == null) {
            throw new IllegalStateException("cursor was never placed: slot=" + slot);
        }
        return bucket;
    }
}
