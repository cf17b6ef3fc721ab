package dev.hazardmap.it;

/** Sources of tests whose races are not simply those of the one test under way. */
final class OutsideTests {
    static final String PROPERTIES = """
            junit.jupiter.extensions.autodetection.enabled=true
            junit.jupiter.execution.parallel.enabled=true
            junit.jupiter.execution.parallel.config.strategy=fixed
            junit.jupiter.execution.parallel.config.fixed.parallelism=3
            """;

    static final String IN_BEFORE_ALL = """
            package com.example;

            import java.util.HashMap;
            import java.util.Map;
            import org.junit.jupiter.api.BeforeAll;
            import org.junit.jupiter.api.Test;

            class SetUpTest {
                @BeforeAll
                static void fill() throws InterruptedException {
                    Map<String, String> shared = new HashMap<>();
                    Thread filler = new Thread(() -> shared.put("a", "b"));
                    filler.start();
                    shared.put("c", "d");
                    filler.join();
                }

                @Test
                void innocent() {}
            }
            """;

    /** All three at once: each waits for the others before it ends. */
    static final String IN_PARALLEL = """
            package com.example;

            import java.util.HashMap;
            import java.util.Map;
            import java.util.concurrent.CyclicBarrier;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.parallel.Execution;
            import org.junit.jupiter.api.parallel.ExecutionMode;

            @Execution(ExecutionMode.CONCURRENT)
            class ParallelTest {
                private static final CyclicBarrier TOGETHER = new CyclicBarrier(3);

                @Test
                void racy() throws Exception {
                    TOGETHER.await();
                    Map<String, String> shared = new HashMap<>();
                    Thread filler = new Thread(() -> shared.put("a", "b"));
                    filler.start();
                    shared.put("c", "d");
                    filler.join();
                    TOGETHER.await();
                }

                @Test
                void innocent() throws Exception {
                    TOGETHER.await();
                    TOGETHER.await();
                }

                @Test
                void innocentToo() throws Exception {
                    TOGETHER.await();
                    TOGETHER.await();
                }
            }
            """;

    private OutsideTests() {}
}
