package dev.hazardmap.lint.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which calls run code on another thread. */
final class TaskModel {
    /** How a call starts its task. */
    enum How {
        /** One new thread: runs once. */
        THREAD,
        /** A pool: two calls run at once. */
        POOL,
        /** A scheduler: the task does not overlap itself. */
        PERIODIC
    }

    private static final Set<String> SUBMIT = Set.of(
            "execute", "submit", "invokeAll", "invokeAny", "fork", "dispatch", "executeBlocking", "startVirtualThread");
    private static final Set<String> PERIODIC = Set.of(
            "schedule",
            "scheduleAtFixedRate",
            "scheduleWithFixedDelay",
            "schedulePeriodically",
            "schedulePeriodicallyDirect",
            "scheduleDirect",
            "setPeriodic",
            "setTimer");
    private static final Set<String> EVENT_LOOPS = Set.of("invokeLater", "invokeAndWait", "runLater");

    private final Types types;

    TaskModel(Types types) {
        this.types = types;
    }

    /** How {@code owner.name} starts a task, or null when it does not. */
    @Nullable
    How how(String owner, String name) {
        if (owner.startsWith("java/util/concurrent/CompletableFuture")
                || owner.equals("java/util/concurrent/CompletionStage")) {
            return name.equals("runAsync")
                            || name.equals("supplyAsync")
                            || name.startsWith("then")
                            || name.startsWith("when")
                            || name.startsWith("handle")
                            || name.startsWith("exceptionally")
                    ? How.POOL
                    : null;
        }
        if (owner.equals("java/lang/Thread")) {
            return name.equals("startVirtualThread") || name.equals("<init>") ? How.THREAD : null;
        }
        if (owner.startsWith("java/lang/Thread$Builder") || owner.equals("java/util/concurrent/ThreadFactory")) {
            return name.equals("start") || name.equals("unstarted") || name.equals("newThread") ? How.THREAD : null;
        }
        if (EVENT_LOOPS.contains(name)) {
            return How.PERIODIC;
        }
        if ((!SUBMIT.contains(name) && !PERIODIC.contains(name)) || !executorLike(owner)) {
            return null;
        }
        return SUBMIT.contains(name) ? How.POOL : PERIODIC.contains(name) ? How.PERIODIC : null;
    }

    private boolean executorLike(String owner) {
        if (owner.startsWith("java/")) {
            return owner.equals("java/util/Timer")
                    || owner.startsWith("java/util/concurrent/StructuredTaskScope")
                    || types.isA(owner, "java/util/concurrent/Executor")
                    || owner.equals("java/util/concurrent/CompletionService");
        }
        String simple = owner.substring(owner.lastIndexOf('/') + 1);
        boolean named = simple.contains("Executor")
                || simple.contains("Scheduler")
                || simple.contains("EventLoop")
                || simple.contains("Vertx")
                || simple.endsWith("Pool")
                || simple.endsWith("Worker");
        return named || types.isA(owner, "java/util/concurrent/Executor");
    }

    /** Whether what the call starts runs on the thread of an event loop, as UI toolkits have. */
    static boolean onEventLoop(String name) {
        return EVENT_LOOPS.contains(name);
    }

    /** Chained calls that keep the pipeline object: streams, Reactor, RxJava. */
    static boolean pipeline(String owner) {
        return owner.startsWith("java/util/stream/")
                || owner.startsWith("reactor/core/publisher/")
                || owner.startsWith("io/reactivex/");
    }

    /** Calls after which a pipeline's functions run on several threads. */
    static boolean goesParallel(String name) {
        return name.equals("parallel")
                || name.equals("parallelStream")
                || name.equals("subscribeOn")
                || name.equals("publishOn")
                || name.equals("observeOn")
                || name.equals("runOn");
    }
}
