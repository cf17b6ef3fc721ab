package dev.hazardmap.agent.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodNode;

class RepeatedAccessesTest {
    @SuppressWarnings("unused")
    private static final class Code {
        int plain;
        volatile int shared;
        Code next = this;
        static int counter;

        int readTwice() {
            return plain + plain;
        }

        void readThenWrite() {
            plain = plain + 1;
        }

        int writeThenRead() {
            plain = 1;
            return plain;
        }

        int callBetween(Runnable other) {
            int first = plain;
            other.run();
            return first + plain;
        }

        int harmlessCallBetween(String text) {
            int first = plain;
            return Math.max(first, text.length()) + plain;
        }

        int volatileBetween() {
            int first = plain;
            shared = first;
            return first + plain;
        }

        int monitorBetween() {
            int first = plain;
            synchronized (this) {
                first++;
            }
            return first + plain;
        }

        int otherObject(Code other) {
            return plain + other.plain;
        }

        int localReassigned() {
            Code at = this;
            int sum = at.plain;
            at = at.next;
            return sum + at.plain;
        }

        int onOneBranchOnly(boolean condition) {
            int sum = 0;
            if (condition) {
                sum = plain;
            }
            return sum + plain;
        }

        int onBothBranches(boolean condition) {
            int sum = condition ? plain : -plain;
            return sum + plain;
        }

        int loop(int count) {
            int sum = 0;
            for (int i = 0; i < count; i++) {
                sum += plain;
            }
            return sum + plain;
        }

        int ownStatic() {
            counter = 5;
            return counter;
        }
    }

    private static final class PlainFields implements RepeatedAccesses.Fields {
        @Override
        public boolean isWatched(FieldInsnNode access) {
            return !isVolatile(access);
        }

        @Override
        public boolean isVolatile(FieldInsnNode access) {
            return access.name.equals("shared");
        }
    }

    @Test
    void of_sameObjectNoReleaseBetween_repeated() throws IOException {
        assertThat(repeated("readTwice")).containsExactly("r plain");
        assertThat(repeated("writeThenRead")).containsExactly("r plain");
        assertThat(repeated("harmlessCallBetween")).containsExactly("r plain");
        assertThat(repeated("ownStatic")).containsExactly("r counter");
    }

    @Test
    void of_writeAfterRead_isNone() throws IOException {
        assertThat(repeated("readThenWrite")).isEmpty();
    }

    @Test
    void of_possibleReleaseBetween_isNone() throws IOException {
        assertThat(repeated("callBetween")).isEmpty();
        assertThat(repeated("volatileBetween")).isEmpty();
        assertThat(repeated("monitorBetween")).isEmpty();
    }

    @Test
    void of_anotherObject_isNone() throws IOException {
        assertThat(repeated("otherObject")).isEmpty();
        assertThat(repeated("localReassigned")).isEmpty();
    }

    @Test
    void of_branches_onlyWhatAllOfThemMade() throws IOException {
        assertThat(repeated("onOneBranchOnly")).isEmpty();
        assertThat(repeated("onBothBranches")).containsExactly("r plain");
        assertThat(repeated("loop")).isEmpty();
    }

    private static List<String> repeated(String name) throws IOException {
        ClassNode type = new ClassNode();
        try (InputStream in = Code.class.getResourceAsStream("RepeatedAccessesTest$Code.class")) {
            new ClassReader(in).accept(type, ClassReader.EXPAND_FRAMES);
        }
        MethodNode method = type.methods.stream()
                .filter(m -> m.name.equals(name))
                .findFirst()
                .orElseThrow();
        Set<AbstractInsnNode> found = RepeatedAccesses.of(type, method, new PlainFields());
        List<String> names = new ArrayList<>();
        for (AbstractInsnNode node : method.instructions) {
            if (found.contains(node)) {
                boolean write = node.getOpcode() == Opcodes.PUTFIELD || node.getOpcode() == Opcodes.PUTSTATIC;
                names.add((write ? "w " : "r ") + ((FieldInsnNode) node).name);
            }
        }
        return names;
    }
}
