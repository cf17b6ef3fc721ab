package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;

/** Reads {@code @SuppressMapLint}: it counts only with a reason. */
final class Suppressions extends AnnotationVisitor {
    private static final String DESC = "Ldev/hazardmap/lint/SuppressMapLint;";

    private final Consumer<List<String>> sink;
    private final List<String> ids = new ArrayList<>();
    private String reason = "";

    private Suppressions(Consumer<List<String>> sink) {
        super(Opcodes.ASM9);
        this.sink = sink;
    }

    static @Nullable AnnotationVisitor visitor(String desc, Consumer<List<String>> sink) {
        return desc.equals(DESC) ? new Suppressions(sink) : null;
    }

    @Override
    public void visit(@Nullable String name, Object value) {
        if ("reason".equals(name)) {
            reason = value.toString().trim();
        } else {
            ids.add(value.toString());
        }
    }

    @Override
    public AnnotationVisitor visitArray(String name) {
        return this;
    }

    @Override
    public void visitEnd() {
        if (!reason.isEmpty()) {
            sink.accept(List.copyOf(ids));
            ids.clear();
        }
    }
}
