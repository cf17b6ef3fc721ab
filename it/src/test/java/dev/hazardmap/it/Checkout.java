package dev.hazardmap.it;

import java.nio.file.Path;

/** Where things are in the checkout; Maven runs the tests in the module's directory. */
final class Checkout {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path AGENT = ROOT.resolve("agent/target/hazardmap-agent.jar");
    static final Path CLI = ROOT.resolve("cli/target/hazardmap-cli.jar");
    static final Path EXAMPLES = ROOT.resolve("examples");
    static final Path SCHEMAS = ROOT.resolve("docs/schema");

    private Checkout() {}

    static Path classes(String module) {
        return ROOT.resolve(module).resolve("target/classes");
    }
}
