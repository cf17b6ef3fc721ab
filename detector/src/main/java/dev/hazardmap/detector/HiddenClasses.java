package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * Called where the application defines a hidden class: the JVM shows those to no agent, so their bytes are patched on
 * the way. The JDK's own (lambdas, method handles) don't come this way.
 */
public final class HiddenClasses {
    /** Patches a class's bytes. Implemented by the agent; must not throw. */
    public interface Patcher {
        /** The bytes to define: the same when there is nothing to patch. */
        byte[] patched(Class<?> host, byte[] bytes);
    }

    private static @Nullable Patcher patcher;

    private HiddenClasses() {}

    /** Sets who patches. Once, before the detector is switched on. */
    public static void patcher(Patcher given) {
        patcher = given;
    }

    /** The bytes to define for the caller of {@code Lookup.defineHiddenClass} in {@code host}. */
    public static byte[] patched(byte[] bytes, Class<?> host) {
        Patcher known = patcher;
        return known == null || bytes == null || host.getClassLoader() == null ? bytes : known.patched(host, bytes);
    }
}
