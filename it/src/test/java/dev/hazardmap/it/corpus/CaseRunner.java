package dev.hazardmap.it.corpus;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Main of the JVM under test: runs the cases named in a file, one after the other, and says in a protocol file which it
 * began, ended, or saw fail. It uses nothing that it doesn't need, and writes to no stream of the program.
 */
public final class CaseRunner {
    private final PrintStream protocol;

    private CaseRunner(PrintStream protocol) {
        this.protocol = protocol;
    }

    /** Arguments: the file with one {@code class#method} a line, the protocol file. */
    public static void main(String[] args) throws IOException {
        List<String> names = Files.readAllLines(Path.of(args[0]));
        try (PrintStream protocol = new PrintStream(Files.newOutputStream(Path.of(args[1])), true)) {
            CaseRunner runner = new CaseRunner(protocol);
            names.forEach(runner::run);
        }
        // Not a plain return: System.exit starts the shutdown hooks from this thread, which orders them after it.
        System.exit(0);
    }

    private void run(String name) {
        protocol.println("BEGIN " + name);
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> failed(name, thrown));
        try {
            method(name).invoke(null);
        } catch (InvocationTargetException e) {
            failed(name, e.getCause());
        } catch (ReflectiveOperationException e) {
            failed(name, e);
        }
        protocol.println("END " + name);
    }

    private static Method method(String name) throws ReflectiveOperationException {
        int hash = name.indexOf('#');
        Method method = Class.forName(name.substring(0, hash)).getDeclaredMethod(name.substring(hash + 1));
        method.setAccessible(true);
        return method;
    }

    private void failed(String name, Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        String oneLine = text.toString().replaceAll("\\s*\\R\\s*", " | ");
        protocol.println("FAILED " + name + " " + oneLine.substring(0, Math.min(1500, oneLine.length())));
    }
}
