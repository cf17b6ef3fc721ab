package dev.hazardmap.agent.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.agent.Compiled;
import dev.hazardmap.agent.site.Site;
import dev.hazardmap.agent.site.Sites;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;

class BuilderPatchTest {
    private static final Compiled CLASSES = Compiled.of(17, """
            Text.java
            class Text {
                StringBuilder log = new StringBuilder("0");
                String own(int n) { StringBuilder b = new StringBuilder(); b.append(n).append('x'); return b.toString(); }
                void field(long n) { log.append(n); }
                int read() { return log.length(); }
                void other(StringBuilder a, StringBuilder b) { a.append((CharSequence) b); }
                void sub(StringBuilder a, CharSequence b) { a.append(b, 0, 1); }
                char interfaceRead(CharSequence c) { return c.charAt(0); }
                void insert(StringBuilder a, double d) { a.insert(0, d); }
                static Object run() {
                    Text t = new Text();
                    t.field(42L);
                    t.other(t.log, new StringBuilder("-"));
                    t.sub(t.log, "yz");
                    t.insert(t.log, 2.5);
                    return t.own(7) + t.read() + t.interfaceRead(t.log) + t.log;
                }
            }
            """);

    @ParameterizedTest
    @CsvSource({
        "field, builderWrite",
        "read, builderRead",
        "other, builderWrite builderRead",
        "sub, builderWrite builderRead",
        "interfaceRead, builderRead",
        "insert, builderWrite",
        "own, ''",
    })
    void apply_method_hooksForSharedBuildersOnly(String method, String hooks) {
        ClassNode type = CLASSES.node("Text");
        type.methods.removeIf(candidate -> !candidate.name.equals(method));

        assertThat(new BuilderPatch(new Sites()).apply(type, new NoFields())).isEqualTo(!hooks.isEmpty());

        List<String> found = new ArrayList<>();
        for (AbstractInsnNode node : type.methods.get(0).instructions) {
            if (node instanceof MethodInsnNode && ((MethodInsnNode) node).owner.startsWith(Code.DETECTOR)) {
                found.add(((MethodInsnNode) node).name);
            }
        }
        assertThat(String.join(" ", found)).isEqualTo(hooks);
    }

    @Test
    void apply_call_siteNamesTheCallee() {
        ClassNode type = CLASSES.node("Text");
        type.methods.removeIf(candidate -> !candidate.name.equals("field"));
        Sites sites = new Sites();

        new BuilderPatch(sites).apply(type, new NoFields());

        assertThat(sites.get(1).callee()).isEqualTo(new Site.Callee("java.lang.StringBuilder", "append"));
        assertThat(sites.get(2)).isNull();
    }

    @Test
    void apply_wholeClass_verifiesAndDoesTheSame() throws Exception {
        Compiled patched = CLASSES.changed((loader, name, bytes) -> {
            ClassNode type = CLASSES.node(name);
            new BuilderPatch(new Sites()).apply(type, new NoFields());
            ClassWriter writer = new ClassWriter(new ClassReader(bytes), ClassWriter.COMPUTE_MAXS);
            type.accept(writer);
            return writer.toByteArray();
        });

        assertThat(patched.verified().run("Text"))
                .isEqualTo(CLASSES.run("Text"))
                .isEqualTo("7x822.5042-y");
    }
}
