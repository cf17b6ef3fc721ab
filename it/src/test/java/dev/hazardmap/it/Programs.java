package dev.hazardmap.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small programs that the tests run; each is a source file of its own. */
enum Programs {
    /** One thread writes a HashMap that another reads, with no edge between them; prints its arguments at the end. */
    RACY("Racy", """
            import java.util.HashMap;
            import java.util.Map;

            class Racy {
                public static void main(String[] args) throws Exception {
                    Map<Integer, Integer> map = new HashMap<>();
                    Thread writer = new Thread(() -> { for (int i = 0; i < 100; i++) map.put(i, i); });
                    Thread reader = new Thread(() -> { for (int i = 0; i < 100; i++) map.get(i); });
                    writer.start();
                    reader.start();
                    writer.join();
                    reader.join();
                    for (String arg : args) System.out.println(arg);
                    System.exit(Integer.getInteger("code", 0));
                }
            }
            """),

    /** The same race, then a wait for ever; a shutdown hook tells that the JVM ended in good order. */
    RACY_THEN_WAITS("RacyThenWaits", """
            import java.util.HashMap;
            import java.util.Map;

            class RacyThenWaits {
                public static void main(String[] args) throws Exception {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
                    Map<Integer, Integer> map = new HashMap<>();
                    Thread writer = new Thread(() -> { for (int i = 0; i < 100; i++) map.put(i, i); });
                    Thread reader = new Thread(() -> { for (int i = 0; i < 100; i++) map.get(i); });
                    writer.start();
                    reader.start();
                    writer.join();
                    reader.join();
                    System.out.println("waiting");
                    Thread.currentThread().join();
                }
            }
            """),

    /** Writes to both streams and exits with a code of its own. */
    EXIT_7("Exit7", """
            class Exit7 {
                public static void main(String[] args) {
                    System.out.println("out");
                    System.err.println("err");
                    System.exit(7);
                }
            }
            """),

    HELLO("Hello", """
            class Hello {
                public static void main(String[] args) {
                    System.out.println("hello");
                }
            }
            """);

    private final String className;
    private final String text;

    Programs(String className, String text) {
        this.className = className;
        this.text = text;
    }

    /** Writes the source file. */
    Path write(Path directory) throws IOException {
        return Files.writeString(directory.resolve(className + ".java"), text);
    }
}
