package dev.hazardmap.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The process's own standard error: an application that redirects {@code System.err} does not redirect reports. */
public final class Stderr {
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.err);

    private Stderr() {}

    /** Writes one line. */
    public static void line(String text) {
        write(text + System.lineSeparator());
    }

    /** Writes a whole text at once. */
    public static synchronized void write(String text) {
        try {
            OUT.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ignored) {
            // a closed standard error has no reader
        }
    }
}
