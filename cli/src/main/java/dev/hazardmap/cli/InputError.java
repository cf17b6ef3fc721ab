package dev.hazardmap.cli;

import org.jspecify.annotations.Nullable;

/**
 * What the user gave cannot be used, and nothing was run: exit code 2. The message is one line that says what was
 * wrong, with what value, and what to do.
 */
final class InputError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InputError(String message) {
        this(message, null);
    }

    InputError(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
