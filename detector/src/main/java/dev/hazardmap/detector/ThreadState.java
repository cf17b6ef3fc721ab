package dev.hazardmap.detector;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What the detector knows of one thread. Written only by that thread, except where said; found through {@link Threads}.
 *
 * <p>Time: {@code clock} is the thread's own time and moves on with every release, so that what is done after a release
 * is never covered by it. {@code known} is what the thread has acquired of others. Together they are its vector clock.
 * Slots are dense numbers for threads and are used again (see {@link Slots}); an epoch is (slot, time).
 */
public final class ThreadState {
    private static final int EDGES = 16;
    /** How many bits of {@link #now} are the slot. */
    private static final int SLOT_BITS = 20;

    private static final long[] NO_INITS = {};
    private static final int ARRAYS = 64;
    private static final ObjectNode[] NO_ARRAYS = new ObjectNode[1];

    final int slot;
    /** The slot as {@link Words} have it. */
    final long slotInWords;

    final long firstTime;
    /** Who had the slot before; null when nobody had, or too long ago. */
    @Nullable
    ThreadState slotBefore;

    long clock;
    private Clock known;
    /** The slot as {@link #now} has it; negative for one that does not fit. */
    private final long slotInNow;
    /** The next of this thread's batch of {@link Stamps}. */
    int nextStamp;

    /** The application's call site that is under way: 0 none, negative: one whose callee keeps its own collections. */
    public int site;

    /** How often this thread has let others know what it did. */
    long releases;

    private int[] leftSites = new int[4];
    private int left;
    /** Above 0 while the detector or a part of the JDK that must not make edges runs on this thread. */
    int busy;

    HeldLocks held = HeldLocks.NONE;
    final SiteStates sites = new SiteStates();
    /** These three are made when first needed: a hundred thousand virtual threads need none. */
    private @Nullable RecentMaps recentMaps;

    private @Nullable NodeCache nodes;

    /** The nodes of arrays that the thread accessed last, by the place of the access. */
    ObjectNode[] arrays = NO_ARRAYS;

    private @Nullable Raced raced;

    @Nullable
    OptimisticReads optimistic;
    /** The node of the collection that this thread accessed last, of those without a field for their shadow. */
    @Nullable
    ObjectNode latestData;

    /** The node of the object that this thread is about to lock, or has locked, inside a concurrent collection. */
    @Nullable
    ObjectNode prepared;

    /** The last release on a location and what was there before, to take it back when a compare-and-set fails. */
    @Nullable
    SyncVar revocable;

    @Nullable
    Release revocableMine;

    @Nullable
    Release revocableBefore;
    /** The same for a location whose owner this thread is: the release's time, and what its cell had before. */
    long undoMine;

    long undoTime;

    @Nullable
    Clock undoKnown;
    /** The node of the lock that this thread took last. */
    @Nullable
    ObjectNode latestLock;
    /** How the thread's schedule is varied; null while it is not. */
    @Nullable
    PerturbPlan perturb;
    /** The lock given up for a wait that is under way. */
    @Nullable
    ObjectNode waitingOn;
    /** What the last release fence published, and what opaque loads have seen of others' fences since. */
    @Nullable
    Release fence;

    @Nullable
    Release seenFences;
    /** The collection that the last lambda body captured that came from another thread. */
    @Nullable
    WeakReference<Shadow> reachedByCapture;

    /** The last merged release that was acquired: joining it again would change nothing. */
    private @Nullable Release lastMerged;

    /** What other threads published by constructors' final fields: see {@link #acquireFrozen}. */
    private Clock frozen = Clock.EMPTY;

    /** Class initialisations that this thread has seen, one bit each. */
    private long[] initsSeen = NO_INITS;

    /** The last edges straight into this thread: triples of slot, kind and where. Null while there is none. */
    private int @Nullable [] edges;

    // Identity, for reports. The thread is let go when it ends.
    final long id;

    @Nullable
    Thread thread;
    /** The name it ended with; until then the thread itself is asked. */
    private String name = "";

    final int startedAt;
    final @Nullable String startedBy;
    private final int parentSlot;

    @Nullable
    ThreadState nextInBucket;
    /** The interrupts sent to this thread; others release here. */
    final SyncVar interrupts = new SyncVar();
    /** Set when the thread has ended: what it did, for join. */
    @Nullable
    Release end;

    /** A thread that {@code parent} starts, or that was there before the detector (no parent). */
    ThreadState(Thread thread, long id, Slots.Slot slot, @Nullable ThreadState parent, int startedAt) {
        this.thread = thread;
        this.id = id;
        this.slot = slot.index;
        this.slotInWords = Words.slotBits(slot.index);
        this.firstTime = slot.firstTime;
        this.clock = slot.firstTime;
        this.slotInNow = slot.index < 1 << SLOT_BITS ? slot.index : -1;
        this.startedAt = startedAt;
        this.startedBy = parent == null ? null : parent.describe();
        this.parentSlot = parent == null ? -1 : parent.slot;
        this.perturb = parent == null ? null : Perturb.childOf(parent);
        if (parent == null) {
            this.known = Clock.EMPTY;
        } else {
            Release start = parent.release(EdgeKind.THREAD_START);
            this.known = start.whole();
        }
    }

    /** Slot and time in one number, different for any two epochs; -1 for a thread whose slot does not fit. */
    long now() {
        return clock << SLOT_BITS | slotInNow;
    }

    /** Publishes all that this thread did up to now. */
    Release release(int kind) {
        releases++;
        return new Release(known, slot, clock++, kind);
    }

    /** The time that a release publishes; what is done from now on is after it. */
    long takeTime() {
        return clock++;
    }

    /** What this thread has acquired of others. */
    Clock known() {
        return known;
    }

    /** Takes what another thread published. */
    void acquire(Release release) {
        if (release.slot == slot) {
            return; // its own, or that of a dead thread whose slot it has, which its starter covered
        }
        if (release.merged()) {
            acquireMerged(release);
        } else if (known.get(release.slot) < release.time) {
            known = known.join(release.clock).with(release.slot, release.time);
            rememberEdge(release.slot, release.kind, Wheres.NOWHERE);
        }
    }

    private void acquireMerged(Release release) {
        if (release != lastMerged) {
            known = known.join(release.clock);
            lastMerged = release;
        }
    }

    /** Whether what {@code other} did at {@code time} happens before what this thread does now. */
    boolean covers(ThreadState other, long time) {
        return other.slot == slot || known.get(other.slot) >= time;
    }

    /** The time of {@code otherSlot} that this thread covers. */
    long knownTime(int otherSlot) {
        return known.get(otherSlot);
    }

    /** This thread's whole vector clock. For tests. */
    Clock whole() {
        return known.with(slot, clock);
    }

    // ---- final fields

    /**
     * This thread reached an object through a final field that {@code owner} froze at {@code time} (JLS 17.5). That is
     * no happens-before edge: it counts for reads of what was written before the freeze, and for nothing else.
     */
    void acquireFrozen(ThreadState owner, long time) {
        frozen = frozen.with(owner.slot, time);
    }

    boolean coversFrozen(ThreadState other, long time) {
        return coversFrozen(other.slot, time);
    }

    void acquireFrozen(int slot, long time) {
        frozen = frozen.with(slot, time);
    }

    boolean coversFrozen(int slot, long time) {
        return frozen != Clock.EMPTY && frozen.get(slot) >= time;
    }

    // ---- class initialisation

    boolean initSeen(int index) {
        int word = index >>> 6;
        return word < initsSeen.length && (initsSeen[word] >>> index & 1) != 0;
    }

    void setInitSeen(int index) {
        int word = index >>> 6;
        if (word >= initsSeen.length) {
            long[] grown = new long[Math.max(word + 1, 2 * initsSeen.length)];
            System.arraycopy(initsSeen, 0, grown, 0, initsSeen.length);
            initsSeen = grown;
        }
        initsSeen[word] |= 1L << index;
    }

    // ---- where the thread is

    /** From here on the thread is at no call site. */
    void leaveSite() {
        if (left == leftSites.length) {
            int[] grown = new int[2 * left];
            System.arraycopy(leftSites, 0, grown, 0, left);
            leftSites = grown;
        }
        leftSites[left++] = site;
        site = 0;
    }

    void returnToSite() {
        if (left > 0) {
            site = leftSites[--left];
        }
    }

    /** The number of the place that the thread is at now: see {@link Wheres}. */
    int where() {
        SiteState state = sites.at(site);
        if (state.held != held || --state.credit < 0) {
            return state.refresh(this);
        }
        return state.where;
    }

    /** The same for an instruction that is no call: its own site counts. */
    int whereAt(int at) {
        int before = site;
        site = at;
        int where = where();
        site = before;
        return where;
    }

    private void rememberEdge(int fromSlot, int kind, int where) {
        if (edges == null) {
            edges = new int[3 * EDGES];
        }
        int i = 3 * (fromSlot & EDGES - 1);
        edges[i] = fromSlot;
        edges[i + 1] = kind;
        edges[i + 2] = where;
    }

    private int edge(ThreadState from, int field, int none) {
        int[] all = edges;
        int i = 3 * (from.slot & EDGES - 1);
        return all != null && all[i] == from.slot ? all[i + field] : none;
    }

    /** The kind of the last edge straight from {@code other} to this thread; NONE when none is remembered. */
    int lastEdgeKind(ThreadState other) {
        return edge(other, 1, other.slot == parentSlot ? EdgeKind.THREAD_START : EdgeKind.NONE);
    }

    int lastEdgeWhere(ThreadState other) {
        return edge(other, 2, other.slot == parentSlot ? startedAt : Wheres.NOWHERE);
    }

    RecentMaps recentMaps() {
        RecentMaps made = recentMaps;
        if (made == null) {
            made = new RecentMaps();
            recentMaps = made;
        }
        return made;
    }

    ObjectNode[] arraysMade() {
        arrays = new ObjectNode[ARRAYS];
        return arrays;
    }

    /** Scratch for what one access races with; empty. */
    Raced raced() {
        Raced made = raced;
        if (made == null) {
            made = new Raced();
            raced = made;
        }
        return made;
    }

    NodeCache nodes() {
        NodeCache made = nodes;
        if (made == null) {
            made = new NodeCache();
            nodes = made;
        }
        return made;
    }

    /** Lets go of the thread, which has ended; what little it still runs is its own business. */
    void ended() {
        name = name();
        busy++;
        end = release(EdgeKind.THREAD_END);
        thread = null;
        // Whoever finds this state in a shadow wants its name, not its caches.
        nodes = null;
        recentMaps = null;
        latestData = null;
        latestLock = null;
        optimistic = null;
        arrays = NO_ARRAYS;
        raced = null;
    }

    /** The thread's name, also after its end. */
    public String name() {
        Thread running = thread;
        return running == null ? name : running.getName();
    }

    /** The thread's {@code Thread.threadId()}. */
    public long id() {
        return id;
    }

    /** Where it was started: a {@link Wheres} number, {@link Wheres#NOWHERE} when unknown. */
    public int startedAt() {
        return startedAt;
    }

    /** The thread that started it, as text; null when unknown. */
    public @Nullable String startedBy() {
        return startedBy;
    }

    /** As reports name a thread: {@code "http-7" #41}. */
    public String describe() {
        return "\"" + name() + "\" #" + id;
    }
}
