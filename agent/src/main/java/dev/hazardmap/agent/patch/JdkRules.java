package dev.hazardmap.agent.patch;

import static dev.hazardmap.agent.patch.MethodRule.entry;
import static dev.hazardmap.agent.patch.MethodRule.onReturn;
import static dev.hazardmap.agent.patch.MethodRule.onTrue;

import dev.hazardmap.detector.EdgeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The JDK's synchronizers whose contract says more, or less, than their memory accesses: threads, locks, latches,
 * semaphores, references. Everything else of java.util.concurrent is watched at its volatile accesses.
 *
 * <p>Locks are here because a read-write lock must not order its readers although they all update one state word, and a
 * failed tryLock or a second countDown orders nobody although it reads that word.
 */
final class JdkRules {
    private static final String LOCKS = "java/util/concurrent/locks/";
    private static final String CONCURRENT = "java/util/concurrent/";
    private static final String SYNCHRONIZER = "#" + EdgeKind.SYNCHRONIZER;
    private static final String TASK = "#" + EdgeKind.TASK;
    private static final String REFERENCE = "#" + EdgeKind.REFERENCE;

    private static final Map<String, List<MethodRule>> BY_CLASS = new HashMap<>();

    static {
        threads();
        reentrantLock();
        conditions();
        readWriteLock();
        stampedLock();
        synchronizers();
        references();
        annotations();
        lists();
        arrayLists();
        immutables();
        wrappers();
    }

    private JdkRules() {}

    static List<MethodRule> of(String owner) {
        return BY_CLASS.getOrDefault(owner, List.of());
    }

    private static void add(MethodRule... rules) {
        for (MethodRule rule : rules) {
            List<MethodRule> ofClass = BY_CLASS.get(rule.owner());
            if (ofClass == null) {
                ofClass = new ArrayList<>();
                BY_CLASS.put(rule.owner(), ofClass);
            }
            ofClass.add(rule);
        }
    }

    private static void threads() {
        add(
                entry("java/lang/Thread.start()", "ThreadHooks.starting", "this"),
                entry("java/lang/Thread.start(Ljdk", "ThreadHooks.starting", "this"),
                entry("java/lang/Thread.exit()", "ThreadHooks.ending"),
                onReturn("java/lang/Thread.join(J)", "ThreadHooks.joined", "this"),
                onReturn("java/lang/Thread.join(Ljava/time/Duration;)", "ThreadHooks.joined", "this"),
                onReturn("java/lang/Thread.isAlive()", "ThreadHooks.sawAlive", "this", "result"),
                onReturn("java/lang/Thread.getState()", "ThreadHooks.sawState", "this", "result"),
                entry("java/lang/Thread.interrupt()", "ThreadHooks.interrupting", "this"),
                onTrue("java/lang/Thread.isInterrupted()", "ThreadHooks.sawInterrupt", "this"),
                onTrue("java/lang/Thread.interrupted()", "ThreadHooks.sawInterrupt", "current"),
                onReturn("java/lang/InterruptedException.<init>", "ThreadHooks.interruptedExceptionMade"));
        String virtual = "java/lang/VirtualThread.";
        add(
                entry(virtual + "start(Ljdk", "ThreadHooks.starting", "this"),
                onReturn(virtual + "run(Ljava/lang/Runnable;)", "ThreadHooks.ending"),
                entry(virtual + "interrupt()", "ThreadHooks.interrupting", "this"),
                onTrue(virtual + "isInterrupted()", "ThreadHooks.sawInterrupt", "this"));
    }

    private static void reentrantLock() {
        String type = LOCKS + "ReentrantLock.";
        for (String method : List.of("lock()", "lockInterruptibly()")) {
            add(onReturn(type + method, "SyncHooks.locked", ".sync", "this"));
        }
        add(
                onTrue(type + "tryLock", "SyncHooks.locked", ".sync", "this"),
                entry(type + "unlock()", "SyncHooks.unlocking", ".sync", "this"));
    }

    private static void conditions() {
        for (String queue : List.of("AbstractQueuedSynchronizer", "AbstractQueuedLongSynchronizer")) {
            for (String method : List.of("await", "awaitUninterruptibly", "awaitNanos", "awaitUntil")) {
                String condition = LOCKS + queue + "$ConditionObject." + method;
                add(entry(condition, "SyncHooks.beforeWait", ".this$0"), onReturn(condition, "SyncHooks.afterWait"));
            }
        }
    }

    private static void readWriteLock() {
        String type = LOCKS + "ReentrantReadWriteLock$";
        for (String[] names : new String[][] {{"ReadLock.", "read"}, {"WriteLock.", "write"}}) {
            String lock = type + names[0];
            String hook = "SyncHooks." + names[1];
            add(
                    onReturn(lock + "lock()", hook + "Locked", ".sync", "this"),
                    onReturn(lock + "lockInterruptibly()", hook + "Locked", ".sync", "this"),
                    onTrue(lock + "tryLock", hook + "Locked", ".sync", "this"),
                    entry(lock + "unlock()", hook + "Unlocking", ".sync", "this"));
        }
    }

    private static void stampedLock() {
        String type = LOCKS + "StampedLock.";
        for (String method : List.of("writeLock()", "writeLockInterruptibly()", "tryWriteLock")) {
            add(onTrue(type + method, "SyncHooks.writeLocked", "this", "this"));
        }
        for (String method : List.of("readLock()", "readLockInterruptibly()", "tryReadLock")) {
            add(onTrue(type + method, "SyncHooks.readLocked", "this", "this"));
        }
        for (String method : List.of("unlockWrite(J)", "tryUnlockWrite()", "unstampedUnlockWrite()")) {
            add(entry(type + method, "SyncHooks.writeUnlocking", "this", "this"));
        }
        for (String method : List.of("unlockRead(J)", "tryUnlockRead()", "unstampedUnlockRead()")) {
            add(entry(type + method, "SyncHooks.readUnlocking", "this", "this"));
        }
        add(
                onReturn(type + "tryOptimisticRead()", "SyncHooks.optimisticRead", "result"),
                onReturn(type + "validate(J)", "SyncHooks.validated", "this", "result"));
        for (String to : List.of("WriteLock", "ReadLock", "OptimisticRead")) {
            add(
                    entry(type + "tryConvertTo" + to, "StampHooks.converting", "this", "arg1"),
                    onReturn(type + "tryConvertTo" + to, "StampHooks.convertedTo" + to, "this", "result"));
        }
    }

    private static void synchronizers() {
        String semaphore = CONCURRENT + "Semaphore.";
        add(
                entry(semaphore + "release", "SyncHooks.releasing", "this", SYNCHRONIZER),
                onReturn(semaphore + "acquire", "SyncHooks.acquired", "this"),
                onReturn(semaphore + "acquireUninterruptibly", "SyncHooks.acquired", "this"),
                onTrue(semaphore + "tryAcquire", "SyncHooks.acquired", "this"),
                onTrue(semaphore + "drainPermits", "SyncHooks.acquired", "this"));
        String latch = CONCURRENT + "CountDownLatch.";
        add(
                entry(latch + "countDown()", "SyncHooks.releasing", "this", SYNCHRONIZER),
                onReturn(latch + "await()", "SyncHooks.acquired", "this"),
                onTrue(latch + "await(J", "SyncHooks.acquired", "this"),
                onReturn(latch + "getCount()", "SyncHooks.sawCount", "this", "result"));
        add(
                entry(CONCURRENT + "ForkJoinTask.doExec", "SyncHooks.acquired", "this"),
                entry(CONCURRENT + "ForkJoinTask.fork()", "SyncHooks.releasing", "this", TASK),
                entry(
                        CONCURRENT + "ForkJoinPool$WorkQueue.push(Ljava/util/concurrent/ForkJoinTask;",
                        "SyncHooks.releasing",
                        "arg1",
                        TASK));
    }

    private static void references() {
        add(
                entry("java/lang/ref/ReferenceQueue.enqueue", "SyncHooks.releasing", "arg1", REFERENCE),
                onReturn("java/lang/ref/ReferenceQueue.poll", "SyncHooks.dequeued", "result"),
                onReturn("java/lang/ref/ReferenceQueue.remove(J)", "SyncHooks.dequeued", "result"),
                onReturn("java/lang/ref/ReferenceQueue.remove()", "SyncHooks.dequeued", "result"),
                onReturn(
                        "java/lang/ClassValue$Entry.<init>(Ljava/lang/ClassValue$Version;Ljava/lang/Object;)",
                        "FieldHooks.freeze",
                        "arg2"),
                entry("java/lang/ApplicationShutdownHooks.add", "SyncHooks.releasing", "arg1", TASK),
                onReturn("java/lang/ref/Cleaner.register", "SyncHooks.registered", "result", "arg1"));
    }

    /**
     * What reflection keeps of annotations is in maps behind volatile fields of java.lang, which is not looked into: the
     * edge from whoever read them out of the class file to whoever finds them there.
     */
    private static void annotations() {
        add(
                onReturn("java/lang/Class.createAnnotationData(", "SyncHooks.releasing", "this", TASK),
                onReturn("java/lang/Class.annotationData()", "SyncHooks.acquired", "this"),
                onReturn(
                        "sun/reflect/annotation/AnnotationParser.parseAnnotations(",
                        "SyncHooks.releasing",
                        "result",
                        TASK),
                onReturn("java/lang/reflect/Executable.declaredAnnotations()", "SyncHooks.acquired", "result"),
                onReturn("java/lang/reflect/Field.declaredAnnotations()", "SyncHooks.acquired", "result"));
    }

    /** Bulk reads of an ArrayList's elements that go through System.arraycopy or a static helper. */
    private static void lists() {
        String list = "java/util/ArrayList.";
        for (String method : List.of("toArray", "clone", "writeObject")) {
            add(entry(list + method, "CollectionHooks.allRead", "this"));
        }
        add(
                entry(list + "indexOfRange", "CollectionHooks.rangeRead", "this", "arg2", "arg3"),
                entry(list + "lastIndexOfRange", "CollectionHooks.rangeRead", "this", "arg2", "arg3"),
                entry(list + "hashCodeRange", "CollectionHooks.rangeRead", "this", "arg1", "arg2"),
                entry(list + "equalsRange", "CollectionHooks.rangeRead", "this", "arg2", "arg3"),
                entry(list + "equalsArrayList", "CollectionHooks.allRead", "this"),
                entry(list + "equalsArrayList", "CollectionHooks.allRead", "arg1"));
        for (String method : List.of("hasMoreElements", "nextElement", "next", "hasNext")) {
            add(entry("java/util/Hashtable$Enumerator." + method, "CollectionHooks.read", ".this$0"));
        }
    }

    /** The list that is a view of an array. */
    private static void arrayLists() {
        String list = "java/util/Arrays$ArrayList.";
        add(
                entry(list + "get", "ArrayHooks.listRead", ".a", "arg1"),
                entry(list + "set", "ArrayHooks.listWrite", ".a", "arg1"),
                entry("java/util/Arrays$ArrayItr.next", "ArrayHooks.listRead", ".a", ".cursor"));
        for (String method : List.of("toArray", "forEach", "indexOf")) {
            add(entry(list + method, "ArrayHooks.listRead", ".a"));
        }
        for (String method : List.of("replaceAll", "sort")) {
            add(entry(list + method, "ArrayHooks.listWrite", ".a"));
        }
    }

    /** What the JDK's immutable containers hold is in final fields of theirs, so it is frozen with them (JLS 17.5). */
    private static void immutables() {
        String made = "java/util/ImmutableCollections$";
        for (String array : List.of(made + "ListN", made + "SetN", made + "MapN")) {
            add(onReturn(array + ".<init>([", "FieldHooks.freezeElements", "arg1"));
        }
        for (String one : List.of(
                "java/util/Optional", "java/util/Collections$SingletonList", "java/util/Collections$SingletonSet")) {
            add(onReturn(one + ".<init>(Ljava/lang/Object;", "FieldHooks.freezeContent", "arg1"));
        }
        for (String few : List.of(made + "List12", made + "Set12")) {
            add(
                    onReturn(few + ".<init>(Ljava/lang/Object;", "FieldHooks.freezeContent", "arg1"),
                    onReturn(few + ".<init>(Ljava/lang/Object;Ljava/lang/Object;", "FieldHooks.freezeContent", "arg2"));
        }
        for (String pair : List.of(
                made + "Map1",
                "java/util/KeyValueHolder",
                "java/util/Collections$SingletonMap",
                "java/util/AbstractMap$SimpleImmutableEntry")) {
            String constructor = pair + ".<init>(Ljava/lang/Object;Ljava/lang/Object;";
            add(
                    onReturn(constructor, "FieldHooks.freezeContent", "arg1"),
                    onReturn(constructor, "FieldHooks.freezeContent", "arg2"));
        }
        add(onReturn("java/util/Arrays$ArrayList.<init>", "FieldHooks.freeze", "arg1"));
    }

    /** A wrapper keeps what it wraps in a final field, so that is frozen with it (JLS 17.5). */
    private static void wrappers() {
        for (String wrapper : List.of(
                "UnmodifiableMap",
                "UnmodifiableCollection",
                "SynchronizedMap",
                "SynchronizedCollection",
                "CheckedMap",
                "CheckedCollection")) {
            add(onReturn("java/util/Collections$" + wrapper + ".<init>", "CollectionHooks.freeze", "arg1"));
        }
    }
}
