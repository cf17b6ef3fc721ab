package dev.hazardmap.benchmarks.maps;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** A loop from classes of its own: its class loader shares nothing but the JDK with anybody else. */
final class IsolatedLoop implements AutoCloseable {
    private static final String LOOPS = IsolatedLoop.class.getPackageName() + ".loop.";

    private final URLClassLoader loader;
    private final LongUnaryOperator loop;

    private IsolatedLoop(URLClassLoader loader, LongUnaryOperator loop) {
        this.loader = loader;
        this.loop = loop;
    }

    /** Loads the class {@code name} of the loops and makes one with these arguments. */
    static IsolatedLoop of(String name, Object... arguments) {
        URLClassLoader loader = new URLClassLoader(name, classPath(), ClassLoader.getPlatformClassLoader());
        try {
            Object loop = loader.loadClass(LOOPS + name).getConstructors()[0].newInstance(arguments);
            return new IsolatedLoop(loader, (LongUnaryOperator) loop);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + name + " of " + Arrays.toString(arguments), e);
        }
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(IsolatedLoop::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("class path entry " + entry, e);
        }
    }

    long run(long operations) {
        return loop.applyAsLong(operations);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
