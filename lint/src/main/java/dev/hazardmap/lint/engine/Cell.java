package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A container in a field (or one that a class is itself), with all its uses: the unit in which races are looked for. */
public final class Cell {
    private final FieldKey key;
    private final int nesting;
    private final boolean reference;
    private final boolean isStatic;
    private final @Nullable FieldInfo field;
    private final Set<Kind> kinds;
    private final boolean insideConcurrent;
    private final List<Use> uses = new ArrayList<>();

    Cell(
            FieldKey key,
            int nesting,
            boolean reference,
            boolean isStatic,
            @Nullable FieldInfo field,
            Set<Kind> kinds,
            boolean insideConcurrent) {
        this.key = key;
        this.nesting = nesting;
        this.reference = reference;
        this.isStatic = isStatic;
        this.field = field;
        this.kinds = kinds;
        this.insideConcurrent = insideConcurrent;
    }

    /** The field; its name is "this" when the class itself is the container. */
    public FieldKey key() {
        return key;
    }

    /** 0 for the container in the field, 1 for the containers it holds, and so on. */
    public int nesting() {
        return nesting;
    }

    /** Whether this is the field's reference and not what it refers to. */
    public boolean reference() {
        return reference;
    }

    /** Whether the field is static. */
    public boolean isStatic() {
        return isStatic;
    }

    /** The declaration, when it is among the inputs. */
    public @Nullable FieldInfo field() {
        return field;
    }

    /** Whether it is held by a concurrent map, which is not chosen but for threads. */
    public boolean insideConcurrent() {
        return insideConcurrent;
    }

    /** What the container may be. */
    public Set<Kind> kinds() {
        return kinds;
    }

    /** Every use found. */
    public List<Use> uses() {
        return uses;
    }

    /** The name in messages. */
    public String label() {
        String base = key.name().equals("this") ? Names.simple(key.owner()) : key.label();
        return nesting == 0 ? base : base + "[*]".repeat(nesting);
    }

    /** Whether some origin of the container is unsafe, and none is safe. */
    public boolean unsafe() {
        return kinds.stream().anyMatch(Kind::unsafe) && kinds.stream().noneMatch(Kind::atomicCalls);
    }
}
