package dev.hazardmap.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class KeyHashTest {
    /** From the test vectors of Noll's reference source, test_fnv.c. */
    @Test
    void of_publishedVectors_match() {
        assertThat(KeyHash.of("")).isEqualTo(0xcbf29ce484222325L);
        assertThat(KeyHash.of("a")).isEqualTo(0xaf63dc4c8601ec8cL);
        assertThat(KeyHash.of("b")).isEqualTo(0xaf63df4c8601f1a5L);
        assertThat(KeyHash.of("foobar")).isEqualTo(0x85944171f73967e8L);
    }

    @Test
    void of_anyText_hashesItsUtf8Bytes() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                int kind = random.nextInt(4);
                text.append((char)
                        (kind == 0
                                ? random.nextInt(0x80)
                                : kind == 1
                                        ? random.nextInt(0x800)
                                        : kind == 2 ? 0xd800 + random.nextInt(0x800) : random.nextInt(0x10000)));
            }
            assertThat(KeyHash.of(text.toString()))
                    .as("%s", text.chars().boxed().toList())
                    .isEqualTo(reference(text.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void of_otherKeys_differAndRepeat() {
        assertThat(KeyHash.of(1L)).isNotEqualTo(KeyHash.of(1)).isEqualTo(KeyHash.of(1L));
        assertThat(KeyHash.of(1L)).isEqualTo(reference(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}));
        assertThat(KeyHash.of(new UUID(1, 2)))
                .isEqualTo(reference(new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2}));
        assertThat(KeyHash.of(Thread.State.NEW)).isEqualTo(KeyHash.of("NEW"));
        assertThat(KeyHash.of(null)).isEqualTo(KeyHash.of(""));
    }

    private static long reference(byte[] bytes) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
