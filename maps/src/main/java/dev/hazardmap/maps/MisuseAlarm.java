package dev.hazardmap.maps;

import dev.hazardmap.maps.MisuseReport.Kind;
import dev.hazardmap.maps.MisuseReport.MapState;
import dev.hazardmap.maps.MisuseReport.Party;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What becomes of a misuse that {@link OwnedMap} has found: the report, the count, and what the {@link MisusePolicy} asks for. */
final class MisuseAlarm {
    private static final VarHandle POISON;
    private static final VarHandle MISUSES;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            POISON = lookup.findVarHandle(MisuseAlarm.class, "poison", ConcurrentMapMisuseError.class);
            MISUSES = lookup.findVarHandle(MisuseAlarm.class, "misuses", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Frames of the detection itself, which a report leaves out. */
    private static final Set<String> DETECTION = Set.of(MisuseAlarm.class.getName(), OwnedMap.class.getName());

    private final MisuseOptions options;
    private final Function<String, MapState> subject;
    private @Nullable String label;
    private volatile @Nullable ConcurrentMapMisuseError poison;
    private volatile long misuses;

    /** The subject is asked, with the label, only when a report is made. */
    MisuseAlarm(MisuseOptions options, Function<String, MapState> subject) {
        this.options = options;
        this.subject = subject;
    }

    boolean isLogOnly() {
        return options.policy() == MisusePolicy.LOG;
    }

    long misuses() {
        return misuses;
    }

    /** Once a misuse has been thrown, every operation throws it again. */
    void throwIfPoisoned() {
        ConcurrentMapMisuseError first = poison;
        if (first != null) {
            throw new ConcurrentMapMisuseError(first);
        }
    }

    /**
     * Reports, and acts as the policy says: returns (LOG), throws (THROW, after it has called {@code poisoned}), or ends the JVM.
     */
    void raise(Kind kind, String detail, @Nullable Thread other, Runnable poisoned) {
        MISUSES.getAndAdd(this, 1L);
        MisuseReport report = report(kind, detail, other);
        options.listener().accept(report);
        switch (options.policy()) {
            case LOG -> {}
            case HALT -> halt(report);
            case THROW -> {
                ConcurrentMapMisuseError error = new ConcurrentMapMisuseError(report);
                POISON.compareAndSet(this, null, error);
                poisoned.run();
                throw error;
            }
        }
    }

    private static void halt(MisuseReport report) {
        System.err.println("fatal error: " + report);
        System.err.flush();
        Runtime.getRuntime().halt(2);
    }

    private MisuseReport report(Kind kind, String detail, @Nullable Thread other) {
        Thread me = Thread.currentThread();
        return new MisuseReport(
                kind,
                detail,
                state(),
                Party.of(me, withoutDetection(new Throwable().getStackTrace())),
                other == null ? null : Party.of(other, other.getStackTrace()),
                BuildInfo.describe());
    }

    private static StackTraceElement[] withoutDetection(StackTraceElement[] stack) {
        int from = 0;
        while (from < stack.length && DETECTION.contains(stack[from].getClassName())) {
            from++;
        }
        return Arrays.copyOfRange(stack, from, stack.length);
    }

    private MapState state() {
        String known = label;
        if (known == null) {
            known = options.labelOrNumber();
            label = known;
        }
        return subject.apply(known);
    }
}
