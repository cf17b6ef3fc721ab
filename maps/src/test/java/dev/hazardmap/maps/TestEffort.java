package dev.hazardmap.maps;

/**
 * How much the long-running tests do. The normal build does the short form; {@code mvn -pl maps test -Dhazardmap.effort=full} (or
 * {@code -Pfull}) the full one.
 */
final class TestEffort {
    static final boolean FULL = "full".equals(System.getProperty("hazardmap.effort"));

    private TestEffort() {}

    static int times(int inShort, int inFull) {
        return FULL ? inFull : inShort;
    }
}
