package dev.hazardmap.lint.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/** Whether a type is fit to be a key: its hash code must depend on nothing that changes. */
public final class Keys {
    private final Program program;
    private final Set<FieldKey> reassigned = new HashSet<>();
    private final Map<String, String> flaws = new HashMap<>();

    /** Looks at every assignment in {@code program}. */
    public Keys(Program program) {
        this.program = program;
        for (ClassInfo info : program.classes()) {
            for (MethodInfo method : info.methods()) {
                if (!method.isInitializer() && !caches(method)) {
                    method.calls().stream()
                            .filter(call -> call.opcode() == Opcodes.PUTFIELD)
                            .forEach(call -> reassigned.add(program.resolve(call.owner(), call.name(), call.desc())));
                }
            }
        }
    }

    /** What fills an object from a stream fills a new one. */
    private static boolean reads(String desc) {
        return desc.contains("Ljava/io/DataInput")
                || desc.contains("Ljava/io/ObjectInput")
                || desc.contains("Ljava/io/InputStream;")
                || desc.contains("Ljava/nio/ByteBuffer;")
                || desc.contains("Ljava/io/Reader;");
    }

    /** A hash code that is computed once and kept depends on nothing that changes; neither does one of a field set while reading. */
    private static boolean caches(MethodInfo method) {
        boolean hash = method.name().equals("hashCode") && method.desc().equals("()I");
        return hash || reads(method.desc());
    }

    /** What is wrong with {@code type} (internal name or array descriptor) as a key; empty when nothing is. */
    public String flaw(String type) {
        if (type.startsWith("[")) {
            return "an array is equal only to itself";
        } else if (type.equals("java/lang/StringBuilder") || type.equals("java/lang/StringBuffer")) {
            return "a StringBuilder is equal only to itself";
        }
        return flaws.computeIfAbsent(type, this::find);
    }

    private String find(String type) {
        MethodInfo hash = program.lookup(type, "hashCode", "()I");
        if (hash == null) {
            return "";
        }
        for (MethodInfo.CallRef call : hash.calls()) {
            FieldKey key = program.resolve(call.owner(), call.name(), call.desc());
            if (call.opcode() == Opcodes.GETFIELD && reassigned.contains(key)) {
                return "the hash code of " + Names.simple(type) + " depends on " + key.label()
                        + ", which can be reassigned";
            }
        }
        return "";
    }
}
