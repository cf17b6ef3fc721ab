package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/** What a race is about, as reports name it. Immutable. */
public final class Subject {
    /** A collection, a field or an array: the class of the object, or the application's type for it. */
    public final String type;
    /** The field, as {@code Sessions.count}; null when it is not a field. */
    public final @Nullable String field;
    /** The element's index; -1 when it is not an array's element. */
    public final int element;
    /** How many entries or elements it had at the report; -1 when unknown. */
    public final int size;
    /** The call site that made it, for the agent's table of sites; 0 unknown. */
    public final int createdSite;

    private Subject(String type, @Nullable String field, int element, int size, int createdSite) {
        this.type = type;
        this.field = field;
        this.element = element;
        this.size = size;
        this.createdSite = createdSite;
    }

    static Subject collection(String type, int size, int createdSite) {
        return new Subject(type, null, -1, size, createdSite);
    }

    static Subject field(String type, String field) {
        return new Subject(type, field, -1, -1, 0);
    }

    static Subject element(String type, int element, int length) {
        return new Subject(type, null, element, length, 0);
    }

    /** Tells races at the same two stacks apart that are about different fields. */
    int hash() {
        return field == null ? 0 : type.hashCode() * 31 + field.hashCode();
    }
}
