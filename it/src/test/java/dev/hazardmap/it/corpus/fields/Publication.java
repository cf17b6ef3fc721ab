package dev.hazardmap.it.corpus.fields;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Lazy initialisation and final fields: the idioms that work, and those that look as if they did. */
@Corpus(Mode.FIELDS)
class Publication {
    private static final class Box {
        final int frozen;
        int loose;

        Box(int value) {
            frozen = value;
            loose = value;
        }
    }

    private record Point(int x, int y) {}

    private static final class Leaky {
        final int value;

        Leaky(AtomicReference<Leaky> leak, Hint seen) {
            value = 7;
            leak.setOpaque(this);
            seen.await();
        }
    }

    private static final class Lazy {
        private Box plain;
        private volatile Box safe;
        private int hash;

        Box doubleChecked() {
            Box seen = safe;
            if (seen == null) {
                synchronized (this) {
                    seen = safe;
                    if (seen == null) {
                        safe = seen = new Box(1);
                    }
                }
            }
            return seen;
        }

        Box brokenDoubleChecked() {
            if (plain == null) {
                synchronized (this) {
                    if (plain == null) {
                        plain = new Box(1);
                    }
                }
            }
            return plain;
        }

        int racyHash() {
            int h = hash;
            if (h == 0) {
                hash = h = 42;
            }
            return h;
        }
    }

    private static int seen;

    static void noRace_doubleCheckedLockingWithVolatile() throws Exception {
        Lazy lazy = new Lazy();
        inOrder(() -> lazy.doubleChecked(), () -> {
            int ignored = lazy.doubleChecked().loose;
        });
    }

    @Raced(on = Lazy.class)
    static void race_doubleCheckedLockingWithoutVolatile() throws Exception {
        Lazy lazy = new Lazy();
        inOrder(() -> lazy.brokenDoubleChecked(), () -> lazy.brokenDoubleChecked());
    }

    /** Single-check as String.hashCode does it: correct there, and yet a data race. */
    @Raced(on = Lazy.class)
    static void race_racySingleCheck() throws Exception {
        Lazy lazy = new Lazy();
        inOrder(() -> lazy.racyHash(), () -> lazy.racyHash());
    }

    static void noRace_finalFieldOfAnObjectPublishedByOpaque() throws Exception {
        AtomicReference<Box> shared = new AtomicReference<>();
        inOrder(() -> shared.setOpaque(new Box(1)), () -> {
            int ignored = shared.getOpaque().frozen;
        });
    }

    @Raced(on = Box.class)
    static void race_plainFieldOfAnObjectPublishedByOpaque() throws Exception {
        AtomicReference<Box> shared = new AtomicReference<>();
        inOrder(() -> shared.setOpaque(new Box(1)), () -> {
            int ignored = shared.getOpaque().loose;
        });
    }

    static void noRace_plainFieldOfAnObjectPublishedByRelease() throws Exception {
        AtomicReference<Box> shared = new AtomicReference<>();
        inOrder(() -> shared.setRelease(new Box(1)), () -> {
            int ignored = shared.getAcquire().loose;
        });
    }

    static void noRace_recordPublishedByOpaque() throws Exception {
        AtomicReference<Point> shared = new AtomicReference<>();
        inOrder(() -> shared.setOpaque(new Point(1, 2)), () -> shared.getOpaque()
                .hashCode());
    }

    /** The constructor let this escape before its end: no freeze yet. */
    @Raced(on = Leaky.class)
    static void race_finalFieldReadThroughALeakedThis() throws Exception {
        AtomicReference<Leaky> leak = new AtomicReference<>();
        Hint done = new Hint();
        both(() -> new Leaky(leak, done), () -> {
            while (leak.getOpaque() == null) {
                Thread.yield();
            }
            int ignored = leak.getOpaque().value;
            done.give();
        });
    }

    static void noRace_fieldsWrittenByTheConstructorThenStart() throws Exception {
        Box box = new Box(1);
        Thread reader = new Thread(() -> {
            int ignored = box.loose;
        });
        reader.start();
        reader.join();
        box.loose = 2;
    }

    static void noRace_fieldPiggybackedOnALatch() throws Exception {
        Box box = new Box(1);
        CountDownLatch latch = new CountDownLatch(1);
        both(
                () -> {
                    box.loose = 2;
                    latch.countDown();
                },
                () -> {
                    latch.await();
                    seen = box.loose;
                });
    }

    private static final class Holder {
        static int value = 3;
    }

    static void noRace_staticInitialisedByTheOther() throws Exception {
        inOrder(
                () -> {
                    int ignored = Holder.value;
                },
                () -> {
                    int ignored = Holder.value;
                });
    }

    private static final class Counter {
        static int value = 3;
    }

    @Raced(on = Counter.class)
    static void race_staticChangedAfterItsInitialisation() throws Exception {
        inOrder(() -> Counter.value = 4, () -> {
            int ignored = Counter.value;
        });
    }
}
