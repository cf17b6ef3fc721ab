package dev.hazardmap.agent.patch;

import java.util.Set;
import org.objectweb.asm.tree.MethodInsnNode;

/** Which calls of the application are call sites: those in which the JDK may access the application's collections. */
final class CallSites {
    private static final Set<String> NOT = Set.of(
            "java/util/ServiceLoader",
            "java/util/ResourceBundle",
            "java/util/Timer",
            "java/util/UUID",
            "java/util/Random",
            "java/util/Date",
            "java/util/Locale",
            "java/util/Calendar",
            "java/util/TimeZone",
            "java/util/Objects",
            "java/util/Optional");

    /** Methods of a collection that an application's subclass inherits: its class is named as the owner. */
    private static final Set<String> INHERITED = Set.of(
            "get(Ljava/lang/Object;)Ljava/lang/Object;",
            "put(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
            "putIfAbsent(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
            "remove(Ljava/lang/Object;)Ljava/lang/Object;",
            "containsKey(Ljava/lang/Object;)Z",
            "contains(Ljava/lang/Object;)Z",
            "add(Ljava/lang/Object;)Z",
            "remove(Ljava/lang/Object;)Z",
            "get(I)Ljava/lang/Object;",
            "computeIfAbsent(Ljava/lang/Object;Ljava/util/function/Function;)Ljava/lang/Object;",
            "size()I",
            "isEmpty()Z",
            "clear()V",
            "entrySet()Ljava/util/Set;",
            "keySet()Ljava/util/Set;",
            "values()Ljava/util/Collection;",
            "iterator()Ljava/util/Iterator;");

    private CallSites() {}

    static boolean isSite(MethodInsnNode call) {
        String owner = call.owner;
        if (owner.startsWith("java/util/")) {
            return inUtil(owner);
        }
        if (!owner.startsWith("java/")) {
            return INHERITED.contains(call.name + call.desc);
        }
        return switch (owner) {
            case "java/lang/Iterable", "java/lang/Runnable" -> true;
            case "java/lang/Object" ->
                !"<init>".equals(call.name)
                        && !"getClass".equals(call.name)
                        && !call.name.startsWith("notify")
                        && !"wait".equals(call.name);
            case "java/lang/String" -> call.desc.contains("Iterable") || call.desc.contains("Object;)");
            case "java/lang/StringBuilder", "java/lang/StringBuffer" ->
                call.desc.startsWith("(Ljava/lang/Object;)") || call.desc.contains("Ljava/lang/CharSequence;");
            case "java/io/PrintStream", "java/io/PrintWriter" -> call.desc.contains("Ljava/lang/Object;");
            case "java/io/ObjectOutputStream" -> "writeObject".equals(call.name);
            default -> false;
        };
    }

    private static boolean inUtil(String owner) {
        if (NOT.contains(owner)) {
            return false;
        }
        int slash = owner.indexOf('/', "java/util/".length());
        if (slash < 0) {
            return true;
        }
        String inner = owner.substring("java/util/".length());
        return inner.startsWith("stream/")
                || inner.startsWith("function/")
                || inner.startsWith("concurrent/")
                        && !inner.startsWith("concurrent/atomic/")
                        && !inner.startsWith("concurrent/locks/");
    }
}
