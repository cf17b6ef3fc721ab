package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** The type arguments of a field's generic type. */
public final class Generics {
    private Generics() {}

    /** Internal names (or array descriptors) of the outermost type arguments; "" for one that is a variable or wildcard. */
    public static List<String> arguments(String signature) {
        List<String> found = new ArrayList<>();
        new SignatureReader(signature).acceptType(new Top(found));
        return found;
    }

    static @Nullable String lastArgument(String signature) {
        List<String> all = arguments(signature);
        String last = all.isEmpty() ? "" : all.get(all.size() - 1);
        return last.isEmpty() ? null : last;
    }

    private static final class Top extends SignatureVisitor {
        private final List<String> found;

        Top(List<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public void visitTypeArgument() {
            found.add("");
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            int at = found.size();
            found.add("");
            return new Argument(found, at);
        }
    }

    private static final class Argument extends SignatureVisitor {
        private final List<String> found;
        private final int at;
        private int depth;
        private String prefix = "";

        Argument(List<String> found, int at) {
            super(Opcodes.ASM9);
            this.found = found;
            this.at = at;
        }

        @Override
        public void visitClassType(String name) {
            if (depth++ == 0) {
                found.set(at, prefix.isEmpty() ? name : prefix + "L" + name + ";");
            }
        }

        @Override
        public void visitBaseType(char descriptor) {
            if (depth++ == 0) {
                found.set(at, prefix + descriptor);
            }
        }

        @Override
        public SignatureVisitor visitArrayType() {
            prefix += "[";
            return this;
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            return new SignatureVisitor(Opcodes.ASM9) {};
        }
    }
}
