package dev.hazardmap.agent.patch;

import static dev.hazardmap.agent.patch.MethodRule.entry;
import static dev.hazardmap.agent.patch.MethodRule.onReturn;
import static dev.hazardmap.agent.patch.MethodRule.onTrue;

import dev.hazardmap.trace.recorder.EventCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a trace's hooks stand in the JDK: threads, parks, locks at the level of their methods, tables that grow. Waiting
 * is seen where all queued synchronizers share it, so a Semaphore's and an application's own lock are seen too.
 */
public final class TraceRules {
    private static final String RECORDER = "dev/hazardmap/trace/recorder/";
    private static final String THREADS = RECORDER + "ThreadHooks.";
    private static final String LOCK = RECORDER + "LockHooks.";
    private static final String GROWTH = RECORDER + "GrowthHooks.";
    private static final String LOCKS = "java/util/concurrent/locks/";

    private static final Map<String, List<MethodRule>> BY_CLASS = new HashMap<>();

    static {
        threads();
        parking();
        waiting();
        locks();
        growth();
        family();
    }

    private TraceRules() {}

    /** The rules by the class that they are for. */
    public static Patch patch() {
        return new MethodRulePatch(owner -> BY_CLASS.getOrDefault(owner, List.of()));
    }

    /** Whether there is a rule for the class. */
    public static boolean wants(String internalName) {
        return BY_CLASS.containsKey(internalName);
    }

    private static void add(MethodRule... rules) {
        for (MethodRule rule : rules) {
            BY_CLASS.computeIfAbsent(rule.owner(), owner -> new ArrayList<>()).add(rule);
        }
    }

    private static void threads() {
        String virtual = "java/lang/VirtualThread.";
        add(
                entry("java/lang/Thread.start()", THREADS + "starting", "this"),
                entry("java/lang/Thread.start(Ljdk", THREADS + "starting", "this"),
                entry("java/lang/Thread.exit()", THREADS + "ending"),
                entry(virtual + "start(Ljdk", THREADS + "starting", "this"),
                onReturn(virtual + "run(Ljava/lang/Runnable;)", THREADS + "ending"));
    }

    private static void parking() {
        String support = LOCKS + "LockSupport.";
        for (String method : List.of("park()", "parkNanos(J)", "parkUntil(J)")) {
            add(entry(support + method, THREADS + "parking"), onReturn(support + method, THREADS + "parked"));
        }
        for (String method :
                List.of("park(Ljava/lang/Object;)", "parkNanos(Ljava/lang/Object;", "parkUntil(Ljava/lang/Object;")) {
            add(entry(support + method, THREADS + "parking"), onReturn(support + method, THREADS + "parked", "arg1"));
        }
        add(entry(support + "unpark(", THREADS + "unparking", "arg1"));
        add(entry("java/lang/Shutdown.runHooks()", RECORDER + "Requests.shuttingDown"));
    }

    private static void waiting() {
        for (String queue : List.of("AbstractQueuedSynchronizer", "AbstractQueuedLongSynchronizer")) {
            String acquire = LOCKS + queue + ".acquire(L" + LOCKS + queue + "$Node;";
            add(entry(acquire, LOCK + "waiting", "this"), onReturn(acquire, LOCK + "waited", "this", "result"));
        }
        for (String method : List.of("acquireWrite(", "acquireRead(")) {
            String acquire = LOCKS + "StampedLock." + method;
            add(entry(acquire, LOCK + "waiting", "this"), onReturn(acquire, LOCK + "waited", "this", "result"));
        }
    }

    private static void locks() {
        for (String type :
                List.of("ReentrantLock.", "ReentrantReadWriteLock$ReadLock.", "ReentrantReadWriteLock$WriteLock.")) {
            for (String method : List.of("lock()", "lockInterruptibly()")) {
                add(onReturn(LOCKS + type + method, LOCK + "acquired", ".sync"));
            }
            add(
                    onTrue(LOCKS + type + "tryLock", LOCK + "acquired", ".sync"),
                    entry(LOCKS + type + "unlock()", LOCK + "releasing", ".sync"),
                    onReturn(LOCKS + type + "unlock()", LOCK + "released"));
        }
        String stamped = LOCKS + "StampedLock.";
        for (String method : List.of(
                "writeLock()",
                "writeLockInterruptibly()",
                "tryWriteLock",
                "readLock()",
                "readLockInterruptibly()",
                "tryReadLock")) {
            add(onTrue(stamped + method, LOCK + "acquired", "this"));
        }
        for (String method : List.of("unlockWrite(J)", "unlockRead(J)", "unlock(J)")) {
            add(entry(stamped + method, LOCK + "releasing", "this"), onReturn(stamped + method, LOCK + "released"));
        }
    }

    private static void growth() {
        for (String method :
                List.of("HashMap.resize", "Hashtable.rehash", "WeakHashMap.resize", "IdentityHashMap.resize")) {
            add(
                    entry("java/util/" + method, GROWTH + "growing", "this", ".table"),
                    onReturn("java/util/" + method, GROWTH + "grown", "this", ".table"));
        }
        String transfer = "java/util/concurrent/ConcurrentHashMap.transfer";
        add(
                entry(transfer, GROWTH + "growing", "this", "arg1"),
                onReturn(transfer, GROWTH + "moved", "this", "arg1", ".table", ".transferIndex"));
    }

    /** Hazardmap's own maps. */
    private static void family() {
        String maps = "dev/hazardmap/maps/";
        add(onReturn(maps + "ConcurrentMapMisuseError.<init>", RECORDER + "UserHooks.misuse", "this"));
        add(
                entry(maps + "ReadDirtyEngine.promote", GROWTH + "happened", "this", "#" + EventCode.MAP_PROMOTE, "#0"),
                entry(maps + "GoEvacuation.hashGrow", GROWTH + "happened", "arg1", "#" + EventCode.MAP_GROW, "#0"),
                entry(
                        maps + "GoEvacuation.evacuate",
                        GROWTH + "happened",
                        "arg1",
                        "#" + EventCode.MAP_EVACUATE,
                        "arg2"));
        for (String map : List.of("ConcurrentSwissMap", "LongLongMap", "LongObjectMap", "SnapshotMap")) {
            add(
                    entry(maps + map + ".snapshot()", GROWTH + "beginning"),
                    onReturn(maps + map + ".snapshot()", GROWTH + "snapshotTaken", "this"));
        }
    }
}
