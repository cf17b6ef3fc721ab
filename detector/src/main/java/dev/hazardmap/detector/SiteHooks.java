package dev.hazardmap.detector;

/**
 * Called from the application's instrumented methods: where they are, and which classes they use.
 *
 * <p>A method with call sites fetches the thread's state once ({@link #enter}) and then stores the site's number before
 * each call into the JDK and 0 after it: what the JDK does in between is the application's doing.
 */
public final class SiteHooks {
    private static Release[] inits = new Release[64];

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

    /** The class with this number is used, so it has been initialised, or is being so by this thread. */
    public static void used(int index) {
        if (!Switch.on) {
            return;
        }
        Release[] all = inits;
        Release release = index < all.length ? all[index] : null;
        if (release == null) {
            return;
        }
        ThreadState thread = Threads.current();
        if (thread.busy == 0 && !thread.initSeen(index)) {
            thread.acquire(release);
            thread.setInitSeen(index);
        }
    }
}
