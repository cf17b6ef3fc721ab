package dev.hazardmap.observe.heap;

import java.util.Locale;

/** Numbers as people read them. */
final class HeapText {
    private static final long KILO = 1024;

    private HeapText() {}

    /** Bytes in the unit that leaves one to four digits. */
    static String bytes(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        double value = bytes;
        String unit = "B";
        for (String next : new String[] {"KB", "MB", "GB", "TB"}) {
            if (value < KILO) {
                break;
            }
            value /= KILO;
            unit = next;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
    }

    static String number(long number) {
        return number < 0 ? "?" : String.format(Locale.ROOT, "%,d", number);
    }

    static String count(long number, String one, String many) {
        return number(number) + " " + (number == 1 ? one : many);
    }
}
