package dev.hazardmap.lint.engine;

/** A field by its declaring class (internal name), name and descriptor. */
public record FieldKey(String owner, String name, String desc) {
    /** The short form of messages: {@code Sessions.live}. */
    public String label() {
        return Names.simple(owner) + "." + name;
    }
}
