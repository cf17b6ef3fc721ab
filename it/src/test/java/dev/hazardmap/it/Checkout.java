package dev.hazardmap.it;

import java.nio.file.Path;

/** Where things are in the checkout; Maven runs the tests in the module's directory. */
public final class Checkout {
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    public static final Path AGENT = ROOT.resolve("agent/target/hazardmap-agent.jar");
    public static final Path CLI = ROOT.resolve("cli/target/hazardmap-cli.jar");
    public static final Path EXAMPLES = ROOT.resolve("examples");
    public static final Path SCHEMAS = ROOT.resolve("docs/schema");

    private Checkout() {}

    public static Path classes(String module) {
        return ROOT.resolve(module).resolve("target/classes");
    }
}
