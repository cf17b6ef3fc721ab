package dev.hazardmap.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a process in the foreground, as a shell does: it has our standard streams, Ctrl-C is its business (the terminal
 * sends it to both), a request to end us is passed on to it, and we wait for it whatever happens.
 */
final class Child {
    private Child() {}

    /** The child's exit code; 128 + n when signal n ended it, as a shell shows it. */
    static int run(Launch launch) {
        ProcessBuilder builder = new ProcessBuilder(launch.command()).inheritIO();
        builder.environment().putAll(launch.environment());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new InputError("cannot run " + launch.command().get(0) + ": " + e.getMessage(), e);
        }
        passOnSignals(process);
        return await(process);
    }

    /** The first request to end is a request to the child too; the second doesn't ask. */
    private static void passOnSignals(Process process) {
        AtomicBoolean asked = new AtomicBoolean();
        Runnable end = () -> {
            if (asked.getAndSet(true)) {
                process.destroyForcibly();
            } else {
                process.destroy();
            }
        };
        handle("INT", () -> {});
        handle("TERM", end);
        handle("HUP", end);
    }

    /**
     * {@code sun.misc.Signal.handle}, the only way to outlive a signal. By reflection: javac's warning about that
     * package can be neither suppressed nor separated from the others, and all warnings are errors here.
     */
    private static void handle(String signal, Runnable action) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    Child.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        action.run();
                        return null;
                    });
            signalType
                    .getMethod("handle", signalType, handlerType)
                    .invoke(null, signalType.getConstructor(String.class).newInstance(signal), handler);
        } catch (ReflectiveOperationException ignored) {
            // This platform has no such signal, or the JVM runs with -Xrs: it does what it does by default.
        }
    }

    private static int await(Process process) {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException ignored) {
                // Nobody interrupts this thread with a purpose: the child decides when we end.
            }
        }
    }
}
