package dev.hazardmap.maps;

/** Tests run in a short form; {@code -Dhazardmap.test.full=true} asks for the full one. */
final class TestScale {
    private static final boolean FULL = Boolean.getBoolean("hazardmap.test.full");

    private TestScale() {}

    static int of(int shortForm, int fullForm) {
        return FULL ? fullForm : shortForm;
    }
}
