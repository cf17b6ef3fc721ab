package dev.hazardmap.observe.heap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes a heap dump of a running JVM: through the JDK's {@code jcmd}, which asks the JVM to write it. */
public final class LiveHeap {
    private LiveHeap() {}

    /**
     * Has a JVM write its heap to a file. The JVM stands still meanwhile, about a second per gigabyte, and must run as the same
     * user.
     *
     * @param live whether garbage is collected first and left out
     * @throws IOException if there is no such JVM, or it cannot write there; the message is what jcmd said
     */
    public static void dump(long pid, Path file, boolean live) throws IOException, InterruptedException {
        if (Files.exists(file)) {
            throw new IOException(file + " exists already: a heap dump overwrites nothing");
        }
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            throw new IOException("no jcmd at " + jcmd + ": a JDK is needed, this is a JRE");
        }
        Process process = new ProcessBuilder(
                        jcmd.toString(),
                        Long.toString(pid),
                        "GC.heap_dump",
                        live ? "-all=false" : "-all=true",
                        file.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !Files.exists(file)) {
            throw new IOException("process " + pid + " wrote no heap dump: " + lastLine(said));
        }
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce((before, last) -> last).orElse("jcmd said nothing");
    }
}
