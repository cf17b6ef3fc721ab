package dev.hazardmap.agent.report;

import static dev.hazardmap.agent.report.Accesses.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.agent.site.Site;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final StackTraceElement APP = frame("com.acme.Sessions", "add", 41);

    @Test
    void shown_innerWorkingsOfOneClass_onlyTheMethodThatWasCalled() {
        StackTraceElement put = frame("java.util.HashMap", "put", 610);
        StackTraceElement[] stack = {
            frame("java.util.HashMap$TreeNode", "treeify", 1), frame("java.util.HashMap", "putVal", 2), put, APP
        };

        assertThat(Frames.shown(stack)).containsExactly(put, APP);
    }

    @Test
    void shown_superclassInside_gone() {
        StackTraceElement get = frame("java.util.LinkedHashMap", "get", 2);

        assertThat(Frames.shown(new StackTraceElement[] {frame("java.util.HashMap", "getNode", 1), get, APP}))
                .containsExactly(get, APP);
    }

    @Test
    void shown_twoCollections_both() {
        StackTraceElement put = frame("java.util.HashMap", "put", 2);
        StackTraceElement add = frame("java.util.HashSet", "add", 3);

        assertThat(Frames.shown(new StackTraceElement[] {frame("java.util.HashMap", "putVal", 1), put, add, APP}))
                .containsExactly(put, add, APP);
    }

    @Test
    void shown_applicationsOwnRecursion_kept() {
        assertThat(Frames.shown(new StackTraceElement[] {APP, APP, APP})).containsExactly(APP, APP, APP);
    }

    @Test
    void shown_empty_empty() {
        assertThat(Frames.shown(new StackTraceElement[0])).isEmpty();
    }

    @Test
    void withCallee_siteKnowsIt_onTop() {
        Site site = new Site(
                "com.acme.Log", "add", "Log.java", 3, null, new Site.Callee("java.lang.StringBuilder", "append"));

        StackTraceElement[] with = Frames.withCallee(new StackTraceElement[] {APP}, site);

        assertThat(with).hasSize(2);
        assertThat(Frames.text(with[0])).isEqualTo("java.lang.StringBuilder.append(StringBuilder.java)");
        assertThat(with[1]).isEqualTo(APP);
    }

    @Test
    void withCallee_noneKnown_asItWas() {
        StackTraceElement[] stack = {APP};

        assertThat(Frames.withCallee(stack, null)).isSameAs(stack);
        assertThat(Frames.withCallee(stack, new Site("A", "b", "A.java", 1, null, null)))
                .isSameAs(stack);
    }

    @Test
    void place_jdkOnTop_firstOfTheApplication() {
        assertThat(Frames.place(new StackTraceElement[] {frame("java.lang.Thread", "start", 1), APP}))
                .isEqualTo("Sessions.java:41");
    }

    @Test
    void place_onlyJdk_empty() {
        assertThat(Frames.place(new StackTraceElement[] {frame("java.lang.Thread", "run", 1)}))
                .isEmpty();
        assertThat(Frames.place(new StackTraceElement[0])).isEmpty();
    }

    @Test
    void text_applications_withItsLine() {
        assertThat(Frames.text(APP)).isEqualTo("com.acme.Sessions.add(Sessions.java:41)");
    }

    @Test
    void text_jdks_withoutItsLine() {
        assertThat(Frames.text(frame("java.util.HashMap", "put", 610)))
                .isEqualTo("java.util.HashMap.put(HashMap.java)");
    }

    @Test
    void text_noLineOrFile_whatThereIs() {
        assertThat(Frames.text(frame("com.acme.A", "b", -1))).isEqualTo("com.acme.A.b(A.java)");
        assertThat(Frames.text(new StackTraceElement("com.acme.A", "b", null, 3)))
                .isEqualTo("com.acme.A.b(Unknown Source)");
    }
}
