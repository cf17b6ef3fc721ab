package dev.hazardmap.agent.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

class SitesTest {
    private final Sites sites = new Sites();
    private final ClassNode type = new ClassNode();
    private final MethodNode method = new MethodNode(Opcodes.ACC_STATIC, "find", "()V", null, null);

    SitesTest() {
        type.name = "com/acme/Sessions";
        type.sourceFile = "Sessions.java";
    }

    @Test
    void number_several_countedFromOne() {
        AbstractInsnNode at = instruction();

        assertThat(sites.number(type, method, at)).isEqualTo(1);
        assertThat(sites.number(type, method, at)).isEqualTo(2);
        assertThat(sites.number(type, method, at, "Sessions.live")).isEqualTo(3);
    }

    @Test
    void get_noSuchNumber_null() {
        sites.number(type, method, instruction());

        assertThat(sites.get(0)).isNull();
        assertThat(sites.get(-1)).isNull();
        assertThat(sites.get(2)).isNull();
        assertThat(sites.get(1)).isNotNull();
    }

    @Test
    void number_behindTwoLines_theNearest() {
        line(17);
        instruction();
        line(20);
        AbstractInsnNode at = instruction();
        line(21);

        Site site = sites.get(sites.number(type, method, at, "Sessions.live"));

        assertThat(site).isEqualTo(new Site("com.acme.Sessions", "find", "Sessions.java", 20, "Sessions.live", null));
        assertThat(site.describe()).isEqualTo("Sessions.find(Sessions.java:20)");
    }

    @Test
    void number_callee_kept() {
        Site.Callee callee = new Site.Callee("java.lang.StringBuilder", "append");

        assertThat(sites.get(sites.number(type, method, instruction(), callee)).callee())
                .isEqualTo(callee);
    }

    @Test
    void describe_noLines_fileAlone() {
        assertThat(sites.get(sites.number(type, method, instruction())).describe())
                .isEqualTo("Sessions.find(Sessions.java)");
    }

    @Test
    void describe_noSourceFile_saysSo() {
        type.sourceFile = null;
        line(3);

        assertThat(sites.get(sites.number(type, method, instruction())).describe())
                .isEqualTo("Sessions.find(Unknown Source)");
    }

    private AbstractInsnNode instruction() {
        AbstractInsnNode node = new InsnNode(Opcodes.NOP);
        method.instructions.add(node);
        return node;
    }

    private void line(int line) {
        LabelNode label = new LabelNode();
        method.instructions.add(label);
        method.instructions.add(new LineNumberNode(line, label));
    }
}
