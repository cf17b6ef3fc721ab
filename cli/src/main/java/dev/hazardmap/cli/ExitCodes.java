package dev.hazardmap.cli;

/** The command's own exit codes; every other code is that of the program it ran. */
final class ExitCodes {
    static final int OK = 0;
    static final int INPUT_ERROR = 2;
    static final int INTERNAL_ERROR = 3;

    /** The same as Go's race detector: no usual exit code, so a script can tell races from a failing program. */
    static final int RACES = 66;

    private ExitCodes() {}
}
