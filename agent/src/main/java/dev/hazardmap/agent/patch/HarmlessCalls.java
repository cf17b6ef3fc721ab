package dev.hazardmap.agent.patch;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/** Methods of the JDK that neither synchronise nor call back: a thread makes no release in them. */
final class HarmlessCalls {
    private static final Set<String> OWNERS = Set.of(
            "java/lang/Math",
            "java/lang/StrictMath",
            "java/lang/Character",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Short",
            "java/lang/Byte",
            "java/lang/Boolean",
            "java/lang/Double",
            "java/lang/Float");

    private static final Set<String> SYSTEM = Set.of("arraycopy", "nanoTime", "currentTimeMillis", "identityHashCode");

    private HarmlessCalls() {}

    static boolean contains(MethodInsnNode call) {
        if (call.getOpcode() == Opcodes.INVOKEINTERFACE) {
            return false;
        }
        return switch (call.owner) {
            case "java/lang/String" -> !takesObjects(call) || call.name.equals("equals");
            case "java/lang/StringBuilder" -> !takesObjects(call);
            case "java/lang/System" -> SYSTEM.contains(call.name);
            case "java/lang/Object" -> call.name.equals("<init>") || call.name.equals("getClass");
            case "java/util/Arrays" ->
                (call.name.startsWith("copyOf") || call.name.equals("fill")) && !call.desc.contains("Object");
            default -> OWNERS.contains(call.owner);
        };
    }

    /** Objects have methods of their own that would be called. */
    private static boolean takesObjects(MethodInsnNode call) {
        String arguments = call.desc.substring(0, call.desc.indexOf(')')).replace("Ljava/lang/String;", "");
        return arguments.indexOf('L') >= 0;
    }
}
