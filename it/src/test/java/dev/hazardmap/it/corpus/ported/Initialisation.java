package dev.hazardmap.it.corpus.ported;

import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/** Package initialisation in Go, class initialisation here: superclasses, interfaces, nested uses, several loaders. */
@Corpus(Mode.FULL)
class Initialisation {
    private static final AtomicReference<Object> BOX = new AtomicReference<>("");

    private static class Parent {
        static int[] table = new int[100];

        static {
            for (int i = 0; i < table.length; i++) {
                table[i] = i;
            }
        }
    }

    private static final class Child extends Parent {
        static int first() {
            return table[1];
        }
    }

    private static class Parent2 {
        static final Map<String, Integer> MAP = new HashMap<>();

        static {
            MAP.put("a", 1);
        }
    }

    private static final class Child2 extends Parent2 {
        static final Map<String, Integer> OWN = new HashMap<>();

        static {
            OWN.putAll(MAP);
        }
    }

    private interface Constants {
        int[] TABLE = filled();

        private static int[] filled() {
            int[] made = new int[10];
            made[3] = 4;
            return made;
        }
    }

    private static final class Implementor implements Constants {
        int read() {
            return TABLE[3];
        }
    }

    private static final class Codec {
        private static final int[] TABLE = new int[64];
        private static final Map<Integer, Integer> MAP = new HashMap<>();

        static {
            TABLE[5] = 7;
            MAP.put(5, 7);
        }

        int encode(int index) {
            return TABLE[index] + MAP.get(index);
        }
    }

    private static final class Counter {
        static int count;
        static long wide = 7;

        static void bump() {
            count++;
        }
    }

    private enum Level {
        LOW(new int[] {1, 2}),
        HIGH(new int[] {3, 4});

        private final int[] limits;
        private int uses;

        Level(int[] limits) {
            this.limits = limits;
        }
    }

    private static final class Outer {
        static int seed = 3;

        static {
            Inner.touch();
        }

        static final class Inner {
            static int derived = 5;

            static void touch() {
                derived += seed;
            }
        }
    }

    static void noRace_tableOfTheSuperclass() throws Exception {
        inOrder(() -> Child.first(), () -> Child.first());
    }

    static void noRace_tableOfTheSuperclassInitialisedThroughIt() throws Exception {
        inOrder(() -> Parent2.MAP.size(), () -> Child2.OWN.get("a"));
    }

    static void noRace_mapOfTheSuperclassByTheSubclassName() throws Exception {
        inOrder(() -> Child2.MAP.get("a"), () -> Child2.MAP.get("a"));
    }

    static void noRace_interfaceConstant() throws Exception {
        inOrder(() -> new Implementor().read(), () -> new Implementor().read());
    }

    /** The object comes without an edge; reading its class's static fields has one. */
    static void noRace_staticTableOfAnObjectThatCameWithoutAnEdge() throws Exception {
        BOX.set("");
        inOrder(
                () -> {
                    Codec codec = new Codec();
                    codec.encode(5);
                    BOX.setOpaque(codec);
                },
                () -> ((Codec) BOX.getOpaque()).encode(5));
    }

    @Raced(on = Counter.class)
    static void race_staticChangedAfterInitialisation() throws Exception {
        inOrder(() -> Counter.bump(), () -> Counter.count++);
    }

    static void noRace_staticOnlyRead() throws Exception {
        long[] seen = new long[2];
        inOrder(() -> seen[0] = Counter.wide, () -> seen[1] = Counter.wide);
    }

    static void noRace_enumContents() throws Exception {
        int[] seen = new int[2];
        inOrder(
                () -> seen[0] = Level.HIGH.limits[1],
                () -> seen[1] = Level.valueOf("HIGH").limits[1] + Level.values()[0].limits[0]);
    }

    @Raced(on = Level.class)
    static void race_enumState() throws Exception {
        inOrder(() -> Level.LOW.uses++, () -> Level.LOW.uses++);
    }

    static void noRace_nestedInitialisation() throws Exception {
        int[] seen = new int[2];
        inOrder(() -> seen[0] = Outer.seed, () -> seen[1] = Outer.seed + Outer.Inner.derived);
    }

    /** Two classes of one name, in two loaders: each is initialised by itself. */
    static void noRace_sameNameInTwoLoaders() throws Exception {
        IntSupplier[] first = new IntSupplier[1];
        IntSupplier second = loaded();
        second.getAsInt();
        IntSupplier one = loaded();
        inOrder(
                () -> {
                    first[0] = one;
                    one.getAsInt();
                    BOX.setOpaque(one);
                },
                () -> {
                    second.getAsInt();
                    ((IntSupplier) BOX.getOpaque()).getAsInt();
                });
    }

    static void noRace_sameNameInTwoLoadersInitialisedByTwoThreads() throws Exception {
        IntSupplier left = loaded();
        IntSupplier right = loaded();
        inOrder(
                () -> {
                    left.getAsInt();
                    right.getAsInt();
                },
                () -> {
                    right.getAsInt();
                    left.getAsInt();
                });
    }

    private static IntSupplier loaded() throws Exception {
        URL here = Initialisation.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader apart = new URLClassLoader(new URL[] {here}, Initialisation.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                synchronized (getClassLoadingLock(name)) {
                    if (name.endsWith("$Plugin")) {
                        Class<?> known = findLoadedClass(name);
                        return known == null ? findClass(name) : known;
                    }
                }
                return super.loadClass(name, resolve);
            }
        };
        Class<?> type = Class.forName(Initialisation.class.getName() + "$Plugin", false, apart);
        java.lang.reflect.Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return new IntSupplier() {
            @Override
            public int getAsInt() {
                try {
                    return ((IntSupplier) constructor.newInstance()).getAsInt();
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    static final class Plugin implements IntSupplier {
        private static final int[] TABLE = new int[10];
        private static int calls;

        static {
            for (int i = 0; i < TABLE.length; i++) {
                TABLE[i] = i;
            }
            calls = 3;
        }

        @Override
        public int getAsInt() {
            return TABLE[4] + calls;
        }
    }
}
