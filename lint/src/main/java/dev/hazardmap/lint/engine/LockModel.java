package dev.hazardmap.lint.engine;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which calls take and give back locks, and which wait for other threads. */
final class LockModel {
    private static final String STAMPED = "java/util/concurrent/locks/StampedLock";
    private static final Set<String> ACQUIRE = Set.of(
            "lock",
            "lockInterruptibly",
            "tryLock",
            "enter",
            "acquire",
            "tryAcquire",
            "acquireUninterruptibly",
            "tryEnter");
    private static final Set<String> RELEASE = Set.of("unlock", "leave", "release");
    private static final Set<String> JOINS = Set.of(
            "java/lang/Thread.join",
            "java/util/concurrent/Future.get",
            "java/util/concurrent/Future.isDone",
            "java/util/concurrent/FutureTask.get",
            "java/util/concurrent/CompletableFuture.join",
            "java/util/concurrent/CompletableFuture.get",
            "java/util/concurrent/CompletableFuture.getNow",
            "java/util/concurrent/ScheduledFuture.get",
            "java/util/concurrent/CountDownLatch.await",
            "java/util/concurrent/CyclicBarrier.await",
            "java/util/concurrent/Phaser.awaitAdvance",
            "java/util/concurrent/Phaser.arriveAndAwaitAdvance",
            "java/util/concurrent/ForkJoinTask.join",
            "java/util/concurrent/ForkJoinTask.get",
            "java/util/concurrent/RecursiveAction.join",
            "java/util/concurrent/RecursiveTask.join",
            "java/util/concurrent/CompletionService.take",
            "java/util/concurrent/ExecutorCompletionService.take",
            "java/util/concurrent/StructuredTaskScope.join");
    private static final Set<String> JOIN_NAMES =
            JOINS.stream().map(name -> name.substring(name.indexOf('.') + 1)).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> EXECUTOR_JOINS =
            Set.of("awaitTermination", "close", "isTerminated", "awaitQuiescence", "invokeAll", "invokeAny", "invoke");

    private final Types types;

    LockModel(Types types) {
        this.types = types;
    }

    /** What a call does to the lock at its receiver. */
    record Action(boolean acquire, Lock.@Nullable Mode mode) {}

    @Nullable
    Action action(String owner, String name) {
        if (owner.equals(STAMPED)) {
            return stamped(name);
        }
        if ((!ACQUIRE.contains(name) && !RELEASE.contains(name)) || !lockLike(owner)) {
            return null;
        }
        Lock.Mode mode = owner.endsWith("$ReadLock")
                ? Lock.Mode.READ
                : owner.endsWith("$WriteLock") ? Lock.Mode.WRITE : Lock.Mode.LOCK;
        return new Action(ACQUIRE.contains(name), mode);
    }

    private boolean lockLike(String owner) {
        if (owner.startsWith("java/")) {
            return owner.equals("java/util/concurrent/Semaphore")
                    || types.isA(owner, "java/util/concurrent/locks/Lock");
        }
        String simple = owner.substring(owner.lastIndexOf('/') + 1);
        boolean named = simple.contains("Lock") || simple.contains("Monitor") || simple.contains("Mutex");
        return named || types.isA(owner, "java/util/concurrent/locks/Lock");
    }

    private static @Nullable Action stamped(String name) {
        return switch (name) {
            case "writeLock", "tryWriteLock", "writeLockInterruptibly", "tryConvertToWriteLock" ->
                new Action(true, Lock.Mode.WRITE);
            case "readLock", "tryReadLock", "readLockInterruptibly" -> new Action(true, Lock.Mode.READ);
            case "unlockWrite", "tryUnlockWrite" -> new Action(false, Lock.Mode.WRITE);
            case "unlockRead", "tryUnlockRead" -> new Action(false, Lock.Mode.READ);
            case "unlock" -> new Action(false, null);
            default -> null;
        };
    }

    /** The lock that holding {@code value} in {@code mode} means. */
    static Lock lock(Val value, Lock.Mode mode) {
        return lock(value.notNull().only(), mode);
    }

    static Lock lock(Sym sym, Lock.Mode mode) {
        if (sym instanceof Sym.View view && view.kind() == Sym.ViewKind.READ_LOCK) {
            return new Lock(view.base(), Lock.Mode.READ);
        } else if (sym instanceof Sym.View view && view.kind() == Sym.ViewKind.WRITE_LOCK) {
            return new Lock(view.base(), Lock.Mode.WRITE);
        }
        boolean opaque = sym instanceof Sym.Result || sym instanceof Sym.Special || sym instanceof Sym.Lambda;
        return new Lock(opaque ? Sym.Special.UNKNOWN : sym, mode);
    }

    /** Whether the call returns only after tasks are done, as far as one can tell without knowing which. */
    boolean joins(String owner, String name) {
        if (JOIN_NAMES.contains(name) && JOINS.contains(owner + "." + name)) {
            return true;
        }
        return EXECUTOR_JOINS.contains(name) && (types.isA(owner, "java/util/concurrent/ExecutorService"));
    }

    static boolean isReadWriteAccessor(String owner, String name, String desc) {
        boolean named = name.equals("readLock")
                || name.equals("writeLock")
                || name.equals("asReadLock")
                || name.equals("asWriteLock");
        return named && desc.startsWith("()L") && !owner.isEmpty();
    }
}
