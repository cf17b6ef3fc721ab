package dev.hazardmap.detector;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Drives the detector with a trace: calls the hooks that instrumented code would call, in the trace's order, from one
 * thread that stands in for each of the trace's threads in turn. Locks, collections and their entries are real objects;
 * the collections are changed as the trace says.
 *
 * <p>Every access has a call site of its own, its step's number plus one, so that a report names the two steps.
 */
final class Simulation {
    /** Above these no trace has a step. */
    private static final int STEPS = 1 << 10;

    private static final int CREATED_SITES = STEPS;
    private static final int[] WHERES = new int[STEPS];
    private static final int NO_STACK = 1;
    private static final int ENDLESS = 1 << 20;

    private final List<ThreadState> threads = new ArrayList<>();
    private final List<Thread> identities = new ArrayList<>();
    private final Map<String, Object> objects = new HashMap<>();
    private final Parts parts = new Parts();
    private final Object[] collections = new Object[Trace.COLLECTIONS];
    private final Set<Reference.Race> reported = new HashSet<>();
    private final Set<Reference.Due> reportedByThread = new HashSet<>();
    private ThreadState current;
    private int timesSwitchedOff;

    private Simulation(int slotsTaken) {
        Threads.forgetAll();
        for (int i = 0; i < slotsTaken; i++) {
            Threads.slots().take(null);
        }
        first();
        collections[Trace.HASH_MAP] = new HashMap<Integer, Object>();
        collections[Trace.OTHER_HASH_MAP] = new HashMap<Integer, Object>();
        collections[Trace.TREE_MAP] = new TreeMap<Integer, Object>();
        collections[Trace.ARRAY_LIST] = new ArrayList<>();
        collections[Trace.LRU_MAP] = new LinkedHashMap<Integer, Object>(16, 0.75f, true);
    }

    /** The first thread is started by the real one, which then ends: so that no simulated thread is the real one. */
    private void first() {
        ThreadState real = Threads.current();
        Thread identity = new Thread(() -> {});
        Threads.starting(real, identity, Wheres.NOWHERE);
        ThreadState first = Threads.of(identity);
        Threads.ending(real);
        first.acquire(real.end);
        identities.add(identity);
        threads.add(first);
    }

    /** What the detector says of the steps. */
    static Simulation of(List<Step> steps, int slotsTaken) {
        Switch.installed = true;
        Switch.on = false;
        Simulation simulation = new Simulation(slotsTaken);
        Races.divert(simulation::found);
        try {
            for (int i = 0; i < Trace.COLLECTIONS; i++) {
                CollectionHooks.created(simulation.collections[i], CREATED_SITES + i);
            }
            for (Step step : steps) {
                simulation.as(step);
                simulation.happen(step);
            }
        } finally {
            Races.divert(null);
            Switch.on = false;
            Switch.installed = false;
            Threads.forgetAll();
        }
        return simulation;
    }

    /** The reports, by the two steps. */
    Set<Reference.Race> reported() {
        return reported;
    }

    /** The reports, by the later step and the earlier thread. */
    Set<Reference.Due> reportedByThread() {
        return reportedByThread;
    }

    int timesSwitchedOff() {
        return timesSwitchedOff;
    }

    private void found(
            Subject subject,
            ThreadState thread,
            int access,
            int where,
            ThreadState other,
            int otherAccess,
            int otherWhere) {
        int step = Wheres.site(where) - 1;
        reported.add(new Reference.Race(step, access, Wheres.site(otherWhere) - 1, otherAccess));
        reportedByThread.add(new Reference.Due(step, access, threads.indexOf(other), otherAccess));
    }

    // ---- who and where

    private void as(Step step) {
        current = threads.get(step.thread());
        Threads.impersonate(current);
        int site = step.index() + 1;
        current.site = site;
        SiteState state = current.sites.at(site);
        if (WHERES[site] == 0) {
            WHERES[site] = Wheres.add(site, NO_STACK, HeldLocks.NONE);
        }
        state.where = WHERES[site];
        state.held = current.held;
        state.credit = ENDLESS; // no stack is taken: that is not what is tested here, and slow
    }

    private Object object(String sort, int number) {
        return objects.computeIfAbsent(sort + number, unused -> new Object());
    }

    private Thread identity(int thread) {
        return threads.get(thread) == current ? Thread.currentThread() : identities.get(thread);
    }

    // ---- events

    private void happen(Step step) {
        switch (step.op()) {
            case START, END, JOIN, INTERRUPT, SEE_INTERRUPT -> thread(step);
            case ENTER, EXIT, WAIT, WAKE, WAKE_INTERRUPTED -> monitor(step);
            case LOCK, UNLOCK, READ_LOCK, READ_UNLOCK, WRITE_LOCK, WRITE_UNLOCK, OPTIMISTIC_READ, VALIDATE ->
                lock(step);
            case INIT -> SiteHooks.initialized(1 + step.object());
            case USE -> SiteHooks.used(1 + step.object());
            case HAND_OVER -> SyncHooks.releasing(object("synchronizer", step.object()), EdgeKind.SYNCHRONIZER);
            case TAKE_OVER -> SyncHooks.acquired(object("synchronizer", step.object()));
            case FREEZE -> CollectionHooks.freeze(collections[step.object()]);
            case RELEASE_FENCE -> AtomicHooks.releaseFence();
            case ACQUIRE_FENCE -> AtomicHooks.acquireFence();
            case FULL_FENCE -> {
                AtomicHooks.releaseFence();
                AtomicHooks.acquireFence();
            }
            case GET, PUT, REMOVE, CLEAR, ITERATE, GET_VALUE, SET_VALUE -> {
                if (step.object() == Trace.ARRAY_LIST) {
                    list(step);
                } else {
                    map(step);
                }
            }
            default -> {
                if (step.op().isPart()) {
                    part(step);
                } else {
                    variable(step);
                }
            }
        }
    }

    /** An atomic access is told by a hook that asks whether recording is on: see HandleHooks. */
    private void part(Step step) {
        if (!step.op().isAtomic() || Switch.on) {
            parts.access(step, current, step.index() + 1);
        }
    }

    private void thread(Step step) {
        switch (step.op()) {
            case START -> {
                Thread child = new Thread(() -> {});
                ThreadHooks.starting(child);
                identities.add(child);
                threads.add(Threads.of(child));
            }
            case END -> {
                if (Switch.on) {
                    current.thread = identities.get(step.thread());
                    Threads.ending(current);
                }
            }
            case JOIN -> {
                boolean wasOn = Switch.on;
                ThreadHooks.sawAlive(identity(step.argument()), false);
                timesSwitchedOff += wasOn && !Switch.on ? 1 : 0;
            }
            case INTERRUPT -> ThreadHooks.interrupting(identity(step.argument()));
            default -> ThreadHooks.sawInterrupt(identity(step.argument()), 1);
        }
    }

    private void monitor(Step step) {
        Object monitor = object("monitor", step.object());
        switch (step.op()) {
            case ENTER -> SyncHooks.entered(monitor);
            case EXIT -> SyncHooks.beforeExit(monitor);
            case WAIT -> SyncHooks.beforeWait(monitor);
            case WAKE -> SyncHooks.afterWait();
            default -> ThreadHooks.interruptedExceptionMade();
        }
    }

    private void lock(Step step) {
        Object mutexKey = object("sync", step.object());
        Object mutex = object("lock", step.object());
        Object key = object("stamped", step.object());
        Object readers = object("reader", step.object());
        Object writers = object("writer", step.object());
        switch (step.op()) {
            case LOCK -> SyncHooks.locked(mutexKey, mutex);
            case UNLOCK -> SyncHooks.unlocking(mutexKey, mutex);
            case READ_LOCK -> SyncHooks.readLocked(key, readers);
            case READ_UNLOCK -> SyncHooks.readUnlocking(key, readers);
            case WRITE_LOCK -> SyncHooks.writeLocked(key, writers);
            case WRITE_UNLOCK -> SyncHooks.writeUnlocking(key, writers);
            case OPTIMISTIC_READ -> SyncHooks.optimisticRead(256);
            default -> SyncHooks.validated(key, step.found());
        }
    }

    private void variable(Step step) {
        int both = AtomicHooks.ACQUIRE | AtomicHooks.RELEASE;
        switch (step.op()) {
            case VOLATILE_READ, GET_ACQUIRE, ADD_ACQUIRE -> access(step, AtomicHooks.ACQUIRE, true);
            case VOLATILE_WRITE, SET_RELEASE, ADD_RELEASE -> access(step, AtomicHooks.RELEASE, true);
            case CAS -> access(step, both, true);
            case FAILED_CAS -> access(step, both, false);
            case SET_OPAQUE -> access(step, AtomicHooks.STORE, true);
            case GET_OPAQUE -> access(step, AtomicHooks.LOAD, true);
            case VOLATILE_WRITE_BEGINS -> begin(step, AtomicHooks.RELEASE);
            case CAS_BEGINS, FAILED_CAS_BEGINS -> begin(step, both);
            default -> complete(step.begun());
        }
    }

    private void access(Step step, int mode, boolean done) {
        begin(step, mode);
        AtomicHooks.after(holder(step.object()), step.object(), mode, done);
    }

    private void begin(Step step, int mode) {
        AtomicHooks.before(holder(step.object()), step.object(), mode);
    }

    private void complete(Event begun) {
        int both = AtomicHooks.ACQUIRE | AtomicHooks.RELEASE;
        int mode = begun.op() == Op.VOLATILE_WRITE_BEGINS ? AtomicHooks.RELEASE : both;
        AtomicHooks.after(holder(begun.object()), begun.object(), mode, begun.op() != Op.FAILED_CAS_BEGINS);
    }

    /** Several variables in each object: edges are keyed by location, not by object. */
    private Object holder(int variable) {
        return object("holder", variable / 6);
    }

    // ---- collections: as the instrumented methods call the hooks (agent's CollectionPatch, HashMapLookups)

    @SuppressWarnings("unchecked")
    private void map(Step step) {
        AbstractMap<Integer, Object> map = (AbstractMap<Integer, Object>) collections[step.object()];
        Object node = step.found() ? node(map, step.argument()) : null;
        boolean hashed = map instanceof HashMap;
        switch (step.op()) {
            case GET -> {
                if (hashed) {
                    EntryHooks.hashGot(map, node);
                } else {
                    CollectionHooks.mapRead(map);
                    EntryHooks.plainEntryRead(map, node);
                }
                if (step.object() == Trace.LRU_MAP && step.found()) {
                    CollectionHooks.mapWrite(map);
                    map.get(step.argument());
                }
            }
            case PUT -> put(step, map, node, hashed);
            case REMOVE -> {
                CollectionHooks.mapRead(map);
                if (step.found()) {
                    CollectionHooks.mapWrite(map);
                    map.remove(step.argument());
                }
            }
            case CLEAR -> {
                CollectionHooks.mapWrite(map);
                map.clear();
            }
            case ITERATE -> {
                CollectionHooks.mapRead(map);
                for (Map.Entry<Integer, Object> entry : entries(map)) {
                    CollectionHooks.handedOut(map);
                    nodeRead(entry, hashed);
                }
            }
            case GET_VALUE -> {
                CollectionHooks.handedOut(map);
                nodeRead(node, hashed);
            }
            default -> {
                CollectionHooks.handedOut(map);
                if (hashed) {
                    EntryHooks.hashNodeWrite(node);
                } else {
                    EntryHooks.plainNodeWrite(node);
                }
            }
        }
    }

    private static void nodeRead(Object node, boolean hashed) {
        if (hashed) {
            EntryHooks.hashNodeRead(node);
        } else {
            EntryHooks.plainNodeRead(node);
        }
    }

    private static void put(Step step, AbstractMap<Integer, Object> map, Object node, boolean hashed) {
        if (!step.found()) {
            CollectionHooks.mapWrite(map);
        } else if (hashed) {
            EntryHooks.hashPutFound(map, node, false);
        } else {
            CollectionHooks.mapRead(map);
            EntryHooks.plainEntryWrite(map, node);
        }
        if (!step.found()) {
            map.put(step.argument(), "value");
        }
    }

    private static Set<Map.Entry<Integer, Object>> entries(AbstractMap<Integer, Object> map) {
        return map.entrySet();
    }

    private static Object node(AbstractMap<Integer, Object> map, int key) {
        for (Map.Entry<Integer, Object> entry : entries(map)) {
            if (entry.getKey() == key) {
                return entry;
            }
        }
        throw new IllegalStateException("no key " + key + ", the world says there is one");
    }

    @SuppressWarnings("unchecked")
    private void list(Step step) {
        List<Object> list = (List<Object>) collections[Trace.ARRAY_LIST];
        switch (step.op()) {
            case GET -> {
                CollectionHooks.read(list);
                CollectionHooks.indexRead(list, step.argument());
            }
            case PUT -> {
                if (step.found()) {
                    CollectionHooks.read(list);
                    CollectionHooks.indexWrite(list, step.argument());
                } else {
                    CollectionHooks.write(list);
                    list.add("value");
                }
            }
            case REMOVE -> {
                CollectionHooks.read(list);
                if (step.found()) {
                    CollectionHooks.write(list);
                    list.remove(list.size() - 1);
                }
            }
            case CLEAR -> {
                CollectionHooks.write(list);
                list.clear();
            }
            default -> {
                CollectionHooks.read(list);
                CollectionHooks.rangeRead(list, 0, list.size());
            }
        }
    }
}
