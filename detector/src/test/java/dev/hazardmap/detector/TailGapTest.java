package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TailGapTest {
    private static class Even {
        int a;
    }

    private static final class Odd extends Even {
        int b;
    }

    private static final class Long3 {
        long a;
        byte b;
    }

    @Test
    void of_classWhoseFieldsFillTheLastWord_none() {
        boolean headerOf12 = Mem.offset(Even.class, "a") == 12;
        Class<?> full = headerOf12 ? Even.class : Odd.class;
        assertThat(TailGap.of(full)).isEqualTo(-1);
    }

    @Test
    void of_classWithFourBytesLeft_isBehindTheLastField() {
        boolean headerOf12 = Mem.offset(Even.class, "a") == 12;
        if (headerOf12) {
            assertThat(TailGap.of(Odd.class)).isEqualTo(Mem.offset(Odd.class, "b") + 4);
        } else {
            assertThat(TailGap.of(Even.class)).isEqualTo(Mem.offset(Even.class, "a") + 4);
        }
    }

    @Test
    void of_fieldThatEndsInTheMiddleOfFourBytes_none() {
        assertThat(TailGap.of(Long3.class)).isEqualTo(-1);
    }

    /** The bytes are zero in every new node, whichever compiler allocates it, or marks would be found by accident. */
    @Test
    void gapOfNewNodes_isZero() {
        Map<Integer, Integer> map = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            map.put(i & 1023, i);
            if ((i & 1023) == 1023) {
                for (Object node : map.entrySet()) {
                    long at = EntryNodes.markAt(node);
                    if (at != EntryNodes.NO_MARK) {
                        assertThat(Mem.U.getInt(node, at)).isZero();
                        Mem.U.putInt(node, at, -1); // so that memory that is used again has something there
                    }
                }
                map.clear();
            }
        }
    }
}
