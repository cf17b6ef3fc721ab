package dev.hazardmap.agent.report;

import dev.hazardmap.detector.Access;
import dev.hazardmap.detector.Subject;

/**
 * What an access was, in the application's terms.
 *
 * @param name the JDK's method that the application called
 * @param words the same, and what it really did
 */
record Operation(String name, String words) {
    private static final String NO_CALL = "access";

    static Operation of(StackTraceElement[] stack, int access) {
        String name = name(stack);
        return new Operation(name, name + detail(stack, name, access));
    }

    /** A field or element: accessed by an instruction, or by a method of the JDK that was called for it. */
    static Operation ofPart(StackTraceElement[] stack, int access, Subject subject) {
        String called = name(stack);
        String name = called.equals(NO_CALL) ? Access.isWrite(access) ? "write" : "read" : called;
        String what = subject.field != null ? "field " + subject.field : "element " + subject.element;
        return new Operation(name, called.equals(NO_CALL) ? what : called + ": " + what);
    }

    /** The outermost of the innermost JDK frames. */
    private static String name(StackTraceElement[] stack) {
        String name = NO_CALL;
        for (StackTraceElement frame : stack) {
            if (!Frames.isJdk(frame) || frame.getClassName().startsWith("java.lang.Thread")) {
                break;
            }
            name = frame.getMethodName();
        }
        return name;
    }

    private static String detail(StackTraceElement[] stack, String name, int access) {
        if (access == Access.STRUCTURE_READ) {
            return "";
        }
        if (Access.isEntry(access)) {
            return access == Access.ENTRY_READ
                    ? ": entry"
                    : name.startsWith("put") ? ", existing key: entry" : ": entry";
        }
        if (has(stack, "expungeStaleEntries")) {
            return ", expunged stale entries: structural";
        }
        if (has(stack, "afterNodeAccess")) {
            return ", moved the entry to the end: structural";
        }
        if (has(stack, "trimToSize") && !name.equals("trimToSize")) {
            return ", trimmed the storage: structural"; // BitSet.clone, which looks like a read
        }
        boolean put = name.startsWith("put") && !name.equals("putAll");
        return put ? ", new key: structural" : ": structural";
    }

    private static boolean has(StackTraceElement[] stack, String method) {
        for (int i = 0; i < stack.length && Frames.isJdk(stack[i]); i++) {
            if (stack[i].getMethodName().equals(method)) {
                return true;
            }
        }
        return false;
    }
}
