package dev.hazardmap.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;

/** What the agent's jar may hold: it is put into every kind of application. */
class AgentJarIT {
    private static final String NESTED = "META-INF/hazardmap/detector.jar";

    @Test
    void classes_allLieBelowTheAgentsPackage() throws IOException {
        assertThat(classNames()).isNotEmpty().allSatisfy(name -> assertThat(name)
                .startsWith("dev/hazardmap/agent/"));
    }

    @Test
    void classes_noneMentionsTheUnshadedLibraries() throws IOException {
        try (JarFile jar = new JarFile(Checkout.AGENT.toFile())) {
            assertThat(jar.stream().filter(AgentJarIT::isClass)).allSatisfy(entry -> assertThat(text(jar, entry))
                    .doesNotContain("org/objectweb/asm", "org.objectweb.asm", "com/fasterxml", "com.fasterxml"));
        }
    }

    @Test
    void detector_isOnlyInTheNestedJar() throws IOException {
        try (JarFile jar = new JarFile(Checkout.AGENT.toFile())) {
            assertThat(jar.getEntry("dev/hazardmap/detector/")).isNull();
            byte[] nested = bytes(jar, jar.getJarEntry(NESTED));
            List<String> names = new ArrayList<>();
            try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(nested))) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    if (isClass(entry)) {
                        names.add(entry.getName());
                    }
                }
            }
            assertThat(names).contains("dev/hazardmap/detector/RaceSink.class").allSatisfy(name -> assertThat(name)
                    .startsWith("dev/hazardmap/detector/"));
        }
    }

    @Test
    void services_none() throws IOException {
        try (JarFile jar = new JarFile(Checkout.AGENT.toFile())) {
            assertThat(jar.stream().map(JarEntry::getName)).noneMatch(name -> name.startsWith("META-INF/services/"));
        }
    }

    @Test
    void manifest_namesTheAgent() throws IOException {
        try (JarFile jar = new JarFile(Checkout.AGENT.toFile())) {
            Attributes main = jar.getManifest().getMainAttributes();
            assertThat(main.getValue("Premain-Class")).isEqualTo("dev.hazardmap.agent.AgentMain");
            assertThat(main.getValue("Agent-Class")).isEqualTo("dev.hazardmap.agent.AgentMain");
            assertThat(main.getValue("Can-Retransform-Classes")).isEqualTo("true");
            assertThat(jar.getEntry("dev/hazardmap/agent/AgentMain.class")).isNotNull();
        }
    }

    private static List<String> classNames() throws IOException {
        try (JarFile jar = new JarFile(Checkout.AGENT.toFile())) {
            return jar.stream()
                    .filter(AgentJarIT::isClass)
                    .map(JarEntry::getName)
                    .toList();
        }
    }

    private static boolean isClass(JarEntry entry) {
        return entry.getName().endsWith(".class");
    }

    private static String text(JarFile jar, JarEntry entry) {
        return new String(bytes(jar, entry), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(JarFile jar, JarEntry entry) {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
