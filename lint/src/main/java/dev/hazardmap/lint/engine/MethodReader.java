package dev.hazardmap.lint.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** Reads the code of one method at a time. Methods of a class come close together, so the last few classes stay open. One thread. */
final class MethodReader {
    private static final int OPEN_CLASSES = 64;

    private final Map<ClassInfo, ClassReader> open = new LinkedHashMap<>(OPEN_CLASSES * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ClassInfo, ClassReader> eldest) {
            return size() > OPEN_CLASSES;
        }
    };

    @Nullable
    MethodNode read(MethodInfo method) {
        ClassReader reader = open.computeIfAbsent(method.owner(), owner -> new ClassReader(owner.bytes()));
        OneMethod visitor = new OneMethod(method);
        reader.accept(visitor, ClassReader.SKIP_FRAMES);
        return visitor.node;
    }

    private static final class OneMethod extends ClassVisitor {
        private final MethodInfo wanted;
        private @Nullable MethodNode node;

        OneMethod(MethodInfo wanted) {
            super(Opcodes.ASM9);
            this.wanted = wanted;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String desc, @Nullable String signature, String @Nullable [] exceptions) {
            if (!name.equals(wanted.name()) || !desc.equals(wanted.desc())) {
                return null;
            }
            node = new MethodNode(Opcodes.ASM9, access, name, desc, signature, exceptions);
            return node;
        }
    }
}
