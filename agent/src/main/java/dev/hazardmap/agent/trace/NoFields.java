package dev.hazardmap.agent.trace;

import dev.hazardmap.agent.patch.FieldLookup;

/** A trace's patches ask for no fields. */
final class NoFields implements FieldLookup {
    @Override
    public int access(String owner, String name) {
        return UNKNOWN;
    }

    @Override
    public String declaring(String owner, String name) {
        return owner;
    }
}
