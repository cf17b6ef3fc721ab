package dev.hazardmap.trace;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The way to the agent's hooks, which are in the boot loader when there is an agent. Looked up once: constants for the
 * compiler, so that without an agent nothing is left of the calls.
 */
final class Agent {
    private static final String HOOKS = "dev.hazardmap.trace.recorder.UserHooks";

    private static final @Nullable MethodHandle TASK_BEGIN = find("taskBegin", long.class, String.class, long.class);
    private static final @Nullable MethodHandle TASK_END =
            find("taskEnd", void.class, String.class, long.class, long.class, long.class);
    private static final @Nullable MethodHandle CURRENT_TASK = find("currentTask", long.class);
    private static final @Nullable MethodHandle REGION_BEGIN = find("regionBegin", void.class, String.class);
    private static final @Nullable MethodHandle REGION_END = find("regionEnd", void.class, String.class, long.class);
    private static final @Nullable MethodHandle LOG = find("log", void.class, String.class);
    private static final @Nullable MethodHandle SNAPSHOT = find("snapshot", void.class, String.class);

    private Agent() {}

    private static @Nullable MethodHandle find(String name, Class<?> result, Class<?>... arguments) {
        try {
            Class<?> hooks = Class.forName(HOOKS, true, null);
            return MethodHandles.publicLookup().findStatic(hooks, name, MethodType.methodType(result, arguments));
        } catch (ReflectiveOperationException noAgent) {
            return null;
        }
    }

    static boolean isThere() {
        return LOG != null;
    }

    static long taskBegin(String type, long parent) {
        try {
            return TASK_BEGIN == null ? 0 : (long) TASK_BEGIN.invokeExact(type, parent);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    static void taskEnd(String type, long id, long since, long outer) {
        try {
            if (TASK_END != null) {
                TASK_END.invokeExact(type, id, since, outer);
            }
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    static long currentTask() {
        try {
            return CURRENT_TASK == null ? 0 : (long) CURRENT_TASK.invokeExact();
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    static void regionBegin(String type) {
        call(REGION_BEGIN, type);
    }

    static void regionEnd(String type, long since) {
        try {
            if (REGION_END != null) {
                REGION_END.invokeExact(type, since);
            }
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    static void log(String message) {
        call(LOG, message);
    }

    static void snapshot(String why) {
        call(SNAPSHOT, why);
    }

    private static void call(@Nullable MethodHandle hook, String text) {
        try {
            if (hook != null) {
                hook.invokeExact(text);
            }
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /** Hooks throw nothing; the handles' types are those of the hooks of the same version. */
    private static IllegalStateException unexpected(Throwable failure) {
        return new IllegalStateException(
                "Hazardmap's agent and hazardmap-trace.jar are of different versions", failure);
    }
}
