package dev.hazardmap.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which classes are the application's, and in which of the JDK's the synchronisation counts.
 *
 * <p>The JDK's public packages count, so that whoever hands data over through them is seen to. Its core (java.lang,
 * class loading, method handles) does not: its locks would order threads that do nothing but load classes.
 */
final class Scope {
    private static final List<String> SYNCHRONISED = List.of(
            "java/util/",
            "java/io/",
            "java/net/",
            "java/nio/channels/",
            "sun/nio/ch/",
            "jdk/internal/net/http/",
            "com/sun/net/httpserver/",
            "sun/net/httpserver/",
            "java/beans/",
            "java/sql/",
            "javax/",
            "java/awt/",
            "sun/awt/",
            "java/rmi/",
            "java/lang/StringBuffer",
            "java/lang/ref/Cleaner");

    /**
     * Synchronizers with rules of their own; what must not make edges at all; and packages without synchronisation,
     * whose classes are loaded before the agent: looking at each of them costs a millisecond of everybody's start.
     */
    private static final List<String> NOT = List.of(
            "java/util/concurrent/locks/",
            "java/util/concurrent/Semaphore",
            "java/util/concurrent/CountDownLatch",
            "java/util/concurrent/ThreadLocalRandom",
            "java/util/concurrent/TimeUnit",
            "java/util/Random",
            "java/util/Locale",
            "java/util/ResourceBundle",
            "java/util/ServiceLoader",
            "java/util/zip/",
            "java/util/jar/",
            "java/util/regex/",
            "java/util/Currency",
            "java/util/TimeZone",
            "java/util/stream/",
            "java/util/function/",
            "java/util/Immutable",
            "java/util/Spliterator",
            "java/util/Objects",
            "java/util/Optional",
            "java/util/Arrays",
            "java/util/Abstract",
            "java/util/KeyValue",
            "java/util/Hex",
            "java/util/StringJoiner",
            "java/net/URI",
            "java/net/URL",
            "java/io/File",
            "java/io/Object",
            "java/io/ClassCache");

    /** Of the wrappers, only the synchronized ones synchronise. */
    private static final String WRAPPERS = "java/util/Collections";

    /** The one class of the streams that locks: around the application's functions, in groupingByConcurrent. */
    private static final String COLLECTORS = "java/util/stream/Collectors";

    private static final List<String> OWN =
            List.of("dev/hazardmap/agent/", "dev/hazardmap/detector/", "dev/hazardmap/junit/", "dev/hazardmap/trace/");

    private final boolean ignorePrintSync;

    Scope(boolean ignorePrintSync) {
        this.ignorePrintSync = ignorePrintSync;
    }

    /** Whether a class belongs to the JDK, by its module or, in the boot loader, by having none. */
    static boolean isJdk(@Nullable Module module, @Nullable ClassLoader loader) {
        if (loader == null) {
            return true;
        }
        String name = module == null ? null : module.getName();
        return name != null && (name.startsWith("java.") || name.startsWith("jdk."));
    }

    static boolean isApplication(String name) {
        return !startsWithAny(name, OWN);
    }

    boolean isSynchronisation(String name) {
        if (name.equals(COLLECTORS)) {
            return true;
        }
        if (ignorePrintSync && name.startsWith("java/io/Print")) {
            return false;
        }
        if (name.startsWith(WRAPPERS)) {
            return name.contains("$Synchronized");
        }
        return startsWithAny(name, SYNCHRONISED) && !startsWithAny(name, NOT);
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
