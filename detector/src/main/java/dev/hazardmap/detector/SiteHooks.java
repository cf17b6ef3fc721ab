package dev.hazardmap.detector;

/**
 * Called from the application's instrumented methods: where they are, and which classes they use.
 *
 * <p>A method with call sites fetches the thread's state once ({@link #enter}) and then stores the site's number before
 * each call into the JDK and 0 after it: what the JDK does in between is the application's doing.
 */
public final class SiteHooks {
    private static Release[] inits = new Release[64];
    /** By a class's number that of its superclass, 0 for none. */
    private static int[] supers = new int[64];
    /** By a class's number that of another class of the same name, 0 for none. */
    private static int[] twins = new int[0];

    private SiteHooks() {}

    /** The current thread's state, for {@link #at}. */
    public static ThreadState enter() {
        return Threads.current();
    }

    /** The application is about to call the JDK at {@code site}, or (0) is back. */
    public static void at(ThreadState thread, int site) {
        thread.site = site;
    }

    /** The initialisation of the class with this number has ended (JLS 12.4.2). */
    public static void initialized(int index) {
        if (!Switch.on) {
            return;
        }
        ThreadState thread = Threads.current();
        if (thread.busy == 0) {
            Release release = thread.release(EdgeKind.CLASS_INIT);
            synchronized (SiteHooks.class) {
                if (index >= inits.length) {
                    Release[] grown = new Release[2 * index];
                    System.arraycopy(inits, 0, grown, 0, inits.length);
                    inits = grown;
                }
                inits[index] = release;
            }
        }
    }

    /** The class {@code index} has the superclass {@code superclass}, which is initialised before it. */
    public static synchronized void inherits(int index, int superclass) {
        supers = with(supers, index, superclass);
    }

    /** Another class of the same name, in another loader, has the number {@code other}. */
    public static synchronized void named(int index, int other) {
        int last = index;
        while (last < twins.length && twins[last] != 0) {
            last = twins[last];
        }
        twins = with(twins, last, other);
    }

    private static int[] with(int[] all, int index, int value) {
        int[] grown = all;
        if (index >= all.length) {
            grown = new int[Math.max(2 * all.length, index + 64)];
            System.arraycopy(all, 0, grown, 0, all.length);
        }
        grown[index] = value;
        return grown;
    }

    /** The class with this number is used, so it has been initialised, or is being so by this thread. */
    public static void used(int index) {
        if (Switch.on) {
            ThreadState thread = Threads.current();
            if (thread.busy == 0) {
                int at = index;
                while (at != 0) {
                    usedUpwards(thread, at);
                    int[] same = twins;
                    at = at < same.length ? same[at] : 0;
                }
            }
        }
    }

    private static void usedUpwards(ThreadState thread, int index) {
        Release[] all = inits;
        int[] above = supers;
        int at = index;
        while (at != 0 && !thread.initSeen(at)) {
            Release release = at < all.length ? all[at] : null;
            if (release != null) {
                thread.acquire(release);
                thread.setInitSeen(at);
            }
            at = at < above.length ? above[at] : 0;
        }
    }
}
