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
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

class CreationPatchTest {
    private static final Compiled CLASSES = Compiled.of(17, """
            Made.java
            package com.acme;
            import java.util.*;
            import java.util.concurrent.locks.*;
            class Made {
                static Map<String, String> shared; Map<String, String> live; List<String> names;
                Object lock; ReentrantLock mutex;
                static void use(Object o) {}
                void field() { live = new HashMap<>(); }
                void staticField() { shared = new TreeMap<>(); }
                void wrapped() { live = Collections.synchronizedMap(new LinkedHashMap<>(16)); }
                @SuppressWarnings("unchecked")
                void cast() { names = (List<String>) (Object) new ArrayList<String>(); }
                void copy() { names = new ArrayList<>(live.keySet()); }
                void variable() { Map<String, String> counts = new HashMap<>(); counts.put("a", "b"); use(counts); }
                void secondVariable(long a, double b) { { int x = 1; use(x); } List<String> found = new ArrayList<>(); use(found); }
                void argument() { use(new HashMap<>()); }
                Object result() { return new BitSet(3); }
                void nested() { live = new HashMap<>(new TreeMap<>()); }
                void locks() { lock = new Object(); mutex = new ReentrantLock(); Object local = new Object(); use(local); }
            }
            class Sub extends HashMap<String, String> { Sub() { super(new TreeMap<>()); } }
            """);

    @ParameterizedTest
    @CsvSource({
        "field, Made.live",
        "staticField, Made.shared",
        "wrapped, Made.live",
        "cast, Made.names",
        "copy, Made.names",
        "variable, counts",
        "secondVariable, found",
        "argument,",
        "result,",
    })
    void apply_oneCollection_labelOfWhereItGoes(String method, String label) {
        List<Site> sites = sites("com/acme/Made", method);

        assertThat(sites).extracting(Site::label).containsExactly(label);
        assertThat(sites.get(0).type()).isEqualTo("com.acme.Made");
        assertThat(sites.get(0).line()).isPositive();
    }

    @Test
    void apply_collectionMadeFromAnother_innerHasNoLabel() {
        assertThat(sites("com/acme/Made", "nested")).extracting(Site::label).containsExactly(null, "Made.live");
    }

    /** The argument of super() is new, the object itself is made by it and gets its label where it is stored. */
    @Test
    void apply_subclass_madeBySuper() {
        assertThat(sites("com/acme/Sub", "<init>"))
                .extracting(Site::describe, Site::label)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Sub.<init>(Made.java:22)", null),
                        org.assertj.core.groups.Tuple.tuple("Sub.<init>(Made.java:22)", null));
    }

    @Test
    void apply_locks_namedByTheirFields() {
        ClassNode type = CLASSES.node("com/acme/Made");
        type.methods.removeIf(method -> !method.name.equals("locks"));

        assertThat(new CreationPatch(new Sites()).apply(type, new NoFields())).isTrue();

        List<Object> names = new ArrayList<>();
        for (AbstractInsnNode node : type.methods.get(0).instructions) {
            if (node instanceof MethodInsnNode && ((MethodInsnNode) node).name.equals("named")) {
                names.add(((LdcInsnNode) node.getPrevious()).cst);
            }
        }
        assertThat(names).containsExactly("Made.lock", "Made.mutex");
    }

    @Test
    void apply_nothingMade_unchanged() {
        ClassNode type = CLASSES.node("com/acme/Made");
        type.methods.removeIf(method -> !method.name.equals("use"));

        assertThat(new CreationPatch(new Sites()).apply(type, new NoFields())).isFalse();
    }

    private static List<Site> sites(String name, String method) {
        ClassNode type = CLASSES.node(name);
        type.methods.removeIf(candidate -> !candidate.name.equals(method));
        Sites sites = new Sites();
        assertThat(new CreationPatch(sites).apply(type, new NoFields())).isTrue();
        List<Site> all = new ArrayList<>();
        for (int i = 1; sites.get(i) != null; i++) {
            all.add(sites.get(i));
        }
        return all;
    }
}
