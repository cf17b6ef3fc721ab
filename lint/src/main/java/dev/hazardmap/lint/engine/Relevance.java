package dev.hazardmap.lint.engine;

import java.util.Set;

/** Decides from the names it mentions whether a method needs the flow analysis at all: about one in twenty does. */
final class Relevance {
    private static final Set<String> TASK_NAMES = Set.of(
            "execute",
            "submit",
            "schedule",
            "scheduleAtFixedRate",
            "scheduleWithFixedDelay",
            "runAsync",
            "supplyAsync",
            "fork",
            "start",
            "startVirtualThread",
            "invokeAll",
            "invokeLater");

    private Relevance() {}

    static boolean call(Types types, String owner, String name) {
        if (owner.startsWith("java/util/concurrent/")
                || owner.startsWith("java/util/stream/")
                || owner.equals("java/lang/Thread")
                || owner.equals("java/util/Collections")
                || owner.equals("java/util/Timer")) {
            return true;
        }
        Family family = types.family(owner);
        return family != Family.NONE && (name.equals("<init>") || Effects.find(family, name) != null)
                || TASK_NAMES.contains(name);
    }

    static boolean field(Types types, String desc) {
        return desc.startsWith("L")
                && (types.family(Names.typeOf(desc)).holds() || desc.startsWith("Ljava/util/concurrent/"));
    }
}
