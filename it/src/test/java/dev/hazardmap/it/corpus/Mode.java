package dev.hazardmap.it.corpus;

import java.util.Locale;

/** What the agent watches; each mode sees all that the one before it sees. */
public enum Mode {
    MAPS,
    FIELDS,
    FULL;

    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean covers(Mode needed) {
        return compareTo(needed) >= 0;
    }
}
