package dev.hazardmap.lint.engine;

/** A field by its declaring class (internal name), name and descriptor. */
public final class FieldKey {
    private final String owner;
    private final String name;
    private final String desc;
    private final int hash; // asked for millions of times, through paths

    /** The field {@code name} of {@code owner}. */
    public FieldKey(String owner, String name, String desc) {
        this.owner = owner;
        this.name = name;
        this.desc = desc;
        this.hash = (owner.hashCode() * 31 + name.hashCode()) * 31 + desc.hashCode();
    }

    /** Internal name of the declaring class. */
    public String owner() {
        return owner;
    }

    /** Name. */
    public String name() {
        return name;
    }

    /** Descriptor. */
    public String desc() {
        return desc;
    }

    /** The short form of messages: {@code Sessions.live}. */
    public String label() {
        return Names.simple(owner) + "." + name;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof FieldKey key
                        && hash == key.hash
                        && name.equals(key.name)
                        && owner.equals(key.owner)
                        && desc.equals(key.desc));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return Names.dotted(owner) + "." + name;
    }
}
