package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** A field of a class under analysis. */
public final class FieldInfo {
    private final FieldKey key;
    private final int access;
    private final @Nullable String signature;
    private Set<String> annotations = Set.of();
    private List<String> suppressed = List.of();

    FieldInfo(FieldKey key, int access, @Nullable String signature) {
        this.key = key;
        this.access = access;
        this.signature = signature;
    }

    /** Owner, name and descriptor. */
    public FieldKey key() {
        return key;
    }

    /** Generic signature, when compiled with one. */
    public @Nullable String signature() {
        return signature;
    }

    /** Descriptors of the annotations, also the class-retained ones. */
    public Set<String> annotations() {
        return annotations;
    }

    void annotate(String descriptor) {
        Set<String> more = new TreeSet<>(annotations);
        more.add(descriptor);
        annotations = more;
    }

    void suppress(List<String> ids) {
        List<String> more = new ArrayList<>(suppressed);
        more.addAll(ids);
        suppressed = more;
    }

    /** Rule ids and groups suppressed on the field. */
    public List<String> suppressed() {
        return suppressed;
    }

    /** static. */
    public boolean isStatic() {
        return (access & Opcodes.ACC_STATIC) != 0;
    }

    /** final. */
    public boolean isFinal() {
        return (access & Opcodes.ACC_FINAL) != 0;
    }

    /** volatile. */
    public boolean isVolatile() {
        return (access & Opcodes.ACC_VOLATILE) != 0;
    }

    /** public or protected: code out of sight may use it. */
    public boolean isExported() {
        return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
    }

    /** Made by the compiler. */
    public boolean isSynthetic() {
        return (access & Opcodes.ACC_SYNTHETIC) != 0;
    }
}
