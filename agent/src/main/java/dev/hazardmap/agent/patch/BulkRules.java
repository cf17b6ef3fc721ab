package dev.hazardmap.agent.patch;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Which elements of its arguments a method of the JDK reads and writes, as a rule of steps with spaces between.
 *
 * <p>A step: {@code R} reads, {@code W} writes, {@code X} does both, {@code w} writes and is told after the call; then
 * the argument's number. Then which elements: nothing for all, {@code :1+2} for as many as argument 2 says from the
 * index in argument 1, {@code :1-2} for those from argument 1 to before argument 2; {@code z} stands for 0 in place of
 * an argument, {@code r} for the method's result, {@code d} for argument 1 less argument 0.
 */
final class BulkRules {
    private static final String ALL_READ = "R0";
    private static final String RANGE_READ = "R0:1+2";

    private BulkRules() {}

    /** The rule for a call; null when the method does not touch elements of its arguments. */
    static @Nullable String of(MethodInsnNode call) {
        if (call.desc.indexOf('[') < 0 && !call.name.equals("arraycopy")) {
            return null;
        }
        String variable = variable(call);
        if (variable != null) {
            return variable;
        }
        return switch (call.owner) {
            case "java/lang/System" -> call.name.equals("arraycopy") ? "R0:1+4 W2:3+4" : null;
            case "java/util/Arrays" -> arrays(call);
            case "java/lang/String" -> string(call);
            case "java/lang/StringBuilder", "java/lang/StringBuffer" -> builder(call);
            case "java/util/stream/Stream",
                    "java/util/stream/IntStream",
                    "java/util/stream/LongStream",
                    "java/util/stream/DoubleStream" -> call.name.equals("of") ? ALL_READ : null;
            default -> other(call);
        };
    }

    /** Methods that read the array that they were given for their variable arguments. */
    private static final Set<String> VARIABLE = Set.of(
            "java/lang/String.format",
            "java/lang/String.formatted",
            "java/lang/String.join",
            "java/io/PrintStream.printf",
            "java/io/PrintStream.format",
            "java/io/PrintWriter.printf",
            "java/io/PrintWriter.format",
            "java/util/Formatter.format",
            "java/text/MessageFormat.format",
            "java/util/Objects.hash",
            "java/util/List.of",
            "java/util/Set.of",
            "java/util/Map.ofEntries",
            "java/util/EnumSet.of",
            "java/util/Collections.addAll",
            "java/nio/file/Path.of",
            "java/nio/file/Paths.get",
            "java/lang/reflect/Method.invoke",
            "java/lang/reflect/Constructor.newInstance",
            "java/lang/invoke/MethodHandle.invokeWithArguments");

    /** The last argument of such a method, unless the array was made for this very call. */
    private static @Nullable String variable(MethodInsnNode call) {
        if (!VARIABLE.contains(call.owner + "." + call.name)) {
            return null;
        }
        Type[] types = Type.getArgumentTypes(call.desc);
        boolean made = call.getPrevious() != null && call.getPrevious().getOpcode() == Opcodes.AASTORE;
        boolean array = types.length > 0 && types[types.length - 1].getSort() == Type.ARRAY;
        return array && !made ? "R" + (types.length - 1) : null;
    }

    private static @Nullable String arrays(MethodInsnNode call) {
        Type[] types = Type.getArgumentTypes(call.desc);
        boolean ranged = types.length >= 3 && types[1] == Type.INT_TYPE && types[2] == Type.INT_TYPE;
        return switch (call.name) {
            case "fill" -> types.length == 4 ? "W0:1-2" : "W0";
            case "sort", "parallelSort", "parallelPrefix" -> ranged ? "X0:1-2" : "X0";
            case "setAll", "parallelSetAll" -> "W0";
            case "copyOf" -> "R0:z+1";
            case "copyOfRange" -> "R0:1-2";
            case "hashCode", "toString", "deepHashCode", "deepToString" -> ALL_READ;
            case "stream", "spliterator" -> ranged ? "R0:1-2" : ALL_READ;
            case "equals", "compare", "mismatch", "compareUnsigned" ->
                ranged && types.length >= 6 ? "R0:1-2 R3:4-5" : "R0 R1";
            default -> null;
        };
    }

    private static @Nullable String string(MethodInsnNode call) {
        return switch (call.name) {
            case "<init>", "valueOf", "copyValueOf" ->
                call.desc.startsWith("([CII") || call.desc.startsWith("([BII")
                        ? RANGE_READ
                        : call.desc.startsWith("([C") || call.desc.startsWith("([B") ? ALL_READ : null;
            case "getChars", "getBytes" -> call.desc.startsWith("(II[") ? "W2:3+d" : null;
            default -> null;
        };
    }

    private static @Nullable String builder(MethodInsnNode call) {
        return switch (call.name) {
            case "append" -> call.desc.startsWith("([CII") ? RANGE_READ : call.desc.startsWith("([C") ? ALL_READ : null;
            case "insert" -> call.desc.startsWith("(I[C)") ? "R1" : null;
            case "getChars" -> call.desc.startsWith("(II[") ? "W2:3+d" : null;
            default -> null;
        };
    }

    private static @Nullable String other(MethodInsnNode call) {
        if (call.owner.startsWith("java/io/") || call.owner.startsWith("java/util/zip/")) {
            return stream(call);
        }
        if (call.owner.equals("java/security/MessageDigest") || call.owner.equals("java/security/Signature")) {
            return call.name.equals("update") ? checksum(call) : null;
        }
        if (call.name.equals("nextBytes") && call.desc.equals("([B)V")) {
            return "W0";
        }
        boolean toArray = call.owner.startsWith("java/util/") && call.name.equals("toArray");
        return toArray && call.desc.startsWith("([Ljava/lang/Object;)") ? "W0" : null;
    }

    private static @Nullable String stream(MethodInsnNode call) {
        boolean all = call.desc.startsWith("([B)") || call.desc.startsWith("([C)");
        boolean part = call.desc.startsWith("([BII)") || call.desc.startsWith("([CII)");
        return switch (call.name) {
            case "read", "readNBytes" -> !call.desc.endsWith(")I") ? null : all ? "w0:z+r" : part ? "w0:1+r" : null;
            case "readFully" -> all ? "W0" : part ? "W0:1+2" : null;
            case "write", "append", "print", "println" -> all ? ALL_READ : part ? RANGE_READ : null;
            case "update" -> checksum(call);
            default -> null;
        };
    }

    private static @Nullable String checksum(MethodInsnNode call) {
        return call.desc.startsWith("([BII)") ? RANGE_READ : call.desc.startsWith("([B)") ? ALL_READ : null;
    }
}
