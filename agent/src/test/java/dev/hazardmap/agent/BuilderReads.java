package dev.hazardmap.agent;

import static org.assertj.core.api.Assertions.*;

import dev.hazardmap.agent.patch.*;
import dev.hazardmap.agent.site.Sites;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;
import org.objectweb.asm.tree.*;

class BuilderReadsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "isEmpty()",
                "codePointBefore(1)",
                "codePointCount(0, 1)",
                "codePoints()",
                "offsetByCodePoints(0, 1)",
                "chars()"
            })
    void read(String call) {
        ClassNode t = Compiled.of(17, "D.java\nclass D { Object f(StringBuilder b) { return b." + call + "; } }")
                .node("D");
        new BuilderPatch(new Sites()).apply(t, new FieldLookup() {
            public int access(String o, String n) {
                return 0;
            }

            public String declaring(String o, String n) {
                return o;
            }
        });
        for (MethodNode m : t.methods)
            for (AbstractInsnNode n : m.instructions)
                if (n instanceof MethodInsnNode)
                    assertThat(((MethodInsnNode) n).name).isNotEqualTo("builderWrite");
    }
}
