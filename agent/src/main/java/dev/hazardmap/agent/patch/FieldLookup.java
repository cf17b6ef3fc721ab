package dev.hazardmap.agent.patch;

/** Tells what a field is without loading its class. */
public interface FieldLookup {
    /** {@link #UNKNOWN}: no such class file was found. */
    int UNKNOWN = 0;

    /** The class has several fields of that name. */
    int AMBIGUOUS = 1 << 30;

    /**
     * The access flags of the field as the JVM would resolve it.
     *
     * @param owner the internal name of the class named in the instruction
     * @return the flags, or {@link #UNKNOWN}
     */
    int access(String owner, String name);

    /** The internal name of the class that declares the field; {@code owner} itself when unknown. */
    String declaring(String owner, String name);

    /** Whether a constructor of the class lets {@code this} out before it ends; false when unknown. */
    default boolean leaksThis(String owner) {
        return false;
    }

    /** Whether the class at hand can be given fields: it is not loaded yet, or was given them when it was. */
    default boolean canAddFields() {
        return false;
    }
}
