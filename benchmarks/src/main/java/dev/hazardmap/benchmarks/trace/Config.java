package dev.hazardmap.benchmarks.trace;

import org.jspecify.annotations.Nullable;

/**
 * A way to run a program.
 *
 * @param name in the table
 * @param options the agent's, beside where the trace goes; null: no agent
 */
record Config(String name, @Nullable String options) {
    static final Config PLAIN = new Config("plain", null);

    static Config[] all() {
        return new Config[] {
            PLAIN,
            new Config("all operations", "sample=1,nojfr"),
            new Config("1 in 64", "sample=64,nojfr"),
            new Config("locks only", "sample=0,nojfr"),
            new Config("all + JFR", "sample=1"),
            new Config("locks only + JFR", "sample=0"),
            new Config("control", null)
        };
    }
}
