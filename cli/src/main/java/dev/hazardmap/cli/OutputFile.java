package dev.hazardmap.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Checks the files that options name before anything runs: a long run must not end without its report. */
final class OutputFile {
    private OutputFile() {}

    /** Opens the file as the report's writer will; leaves none behind that wasn't there. */
    static void checkWritable(String option, @Nullable Path file) {
        if (file == null) {
            return;
        }
        boolean existed = Files.exists(file);
        try {
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            if (!existed) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new InputError(option + " " + file + " cannot be written: " + reason(file, e), e);
        }
    }

    static void checkReadable(String option, @Nullable Path file) {
        if (file != null && !(Files.isRegularFile(file) && Files.isReadable(file))) {
            throw new InputError(option + " " + file + " cannot be read: "
                    + (Files.exists(file) ? "it is no readable file" : "no such file"));
        }
    }

    private static String reason(Path file, IOException e) {
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            return "it is a directory";
        }
        if (directory != null && !Files.isDirectory(directory)) {
            return "no directory " + directory;
        }
        return e.getClass().getSimpleName().replaceFirst("Exception$", "") + " " + e.getMessage();
    }
}
