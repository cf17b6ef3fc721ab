package dev.hazardmap.agent.patch;

import org.objectweb.asm.tree.ClassNode;

/** One kind of change to a class. Stateless, safe to use from any thread. */
public interface Patch {
    /**
     * Changes the class in place.
     *
     * @return whether anything was changed
     */
    boolean apply(ClassNode type, FieldLookup fields);
}
