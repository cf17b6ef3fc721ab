package dev.hazardmap.lint.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which executors run one task at a time. */
final class Executors {
    private Executors() {}

    static Kind kind(String type) {
        return type.equals("java/util/Timer") ? Kind.SERIAL_EXECUTOR : Kind.OTHER;
    }

    /** The promise of what a factory of java.util.concurrent.Executors makes, or null when it is no factory. */
    static @Nullable Kind factory(String owner, String name, List<Val> args) {
        if (!owner.equals("java/util/concurrent/Executors") || !name.startsWith("new")) {
            return null;
        }
        boolean one = !args.isEmpty()
                && args.get(0).only() instanceof Sym.Const c
                && Integer.valueOf(1).equals(c.value());
        return name.startsWith("newSingle") || one ? Kind.SERIAL_EXECUTOR : Kind.EXECUTOR;
    }
}
