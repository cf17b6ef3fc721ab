package dev.hazardmap.observe.heap;

import java.nio.charset.StandardCharsets;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.PrimitiveArrayInstance;

/** Reads a {@code java.lang.String} of a dump: bytes in Latin-1 or UTF-16, as its coder says. */
final class Strings {
    private Strings() {}

    static String of(Instance string) {
        if (!(Values.object(string, "value") instanceof PrimitiveArrayInstance array)) {
            return "?";
        }
        byte[] bytes = new byte[array.getLength()];
        int at = 0;
        for (Object value : array.getValues()) {
            bytes[at++] = Byte.parseByte(value.toString());
        }
        return new String(
                bytes, Values.number(string, "coder") == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
    }
}
