package dev.hazardmap.lint.engine;

import java.util.List;

/** What is expensive enough that computing it for nothing matters: I/O, network, database, crypto, threads, patterns. */
final class Cost {
    private static final List<String> HEAVY_PREFIXES = List.of(
            "java/io/File",
            "java/io/InputStream",
            "java/io/Reader",
            "java/nio/file/Files",
            "java/nio/channels/",
            "java/net/",
            "java/sql/",
            "javax/sql/",
            "javax/crypto/",
            "java/security/",
            "java/util/zip/",
            "java/lang/Process",
            "java/util/concurrent/Executors",
            "java/util/regex/Pattern",
            "javax/xml/",
            "javax/net/");

    private Cost() {}

    static boolean external(String owner, String name) {
        if (owner.equals("java/lang/Thread")) {
            return name.equals("sleep") || name.equals("start");
        }
        for (String prefix : HEAVY_PREFIXES) {
            if (owner.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
