package dev.hazardmap.trace.format;

/** The columns of a block of rows. Their numbers are part of the format. */
public enum Column {
    /** {@code code << 2 | hasStack << 1 | hasDuration}: every row has it. */
    KIND(0, "what happened: `code * 4 + hasStack * 2 + hasDuration`; every row"),
    /** Nanoseconds since the recording began, at the end of what happened: every row has it. */
    TIME(1, "nanoseconds since the recording began, at the END of what happened; every row"),
    /** The map, lock or task that it happened to. */
    OBJECT(2, "id of the map, lock or task"),
    /** A number whose meaning the kind gives. */
    VALUE(3, "a number, meaning by kind"),
    /** A second number whose meaning the kind gives. */
    OTHER(4, "a second number, meaning by kind"),
    /** The id of a string. */
    TEXT(5, "id of a string"),
    /** Nanoseconds it took, when bit 0 of KIND is set. */
    DURATION(6, "nanoseconds it took: rows whose KIND has bit 0"),
    /** The id of a stack, when bit 1 of KIND is set. */
    STACK(7, "id of a stack: rows whose KIND has bit 1");

    private static final Column[] BY_NUMBER = values();

    private final int number;
    private final String words;

    Column(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /** The column's number in files. */
    public int number() {
        return number;
    }

    String words() {
        return words;
    }

    int bit() {
        return 1 << number;
    }

    static Column of(int number) {
        return BY_NUMBER[number];
    }

    static int count() {
        return BY_NUMBER.length;
    }
}
