package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;

/** JLS 12.4.2: whoever finds a class initialised has the initialiser's lock after the thread that ran it. */
@Corpus(Mode.MAPS)
class ClassInitialisation {
    private static final class Holder {
        static final Map<String, Integer> MAP = new HashMap<>();

        static {
            MAP.put("a", 1);
        }
    }

    static void noRace_holderInitialisedByTheOther() throws Exception {
        inOrder(() -> Holder.MAP.size(), () -> Holder.MAP.get("a"));
    }

    private static final class Changed {
        static final Map<String, Integer> MAP = new HashMap<>();
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterInitialisation() throws Exception {
        inOrder(() -> Changed.MAP.put("a", 1), () -> Changed.MAP.get("a"));
    }

    private enum Registry {
        INSTANCE;

        private final Map<String, Integer> map = new HashMap<>();

        Registry() {
            map.put("a", 1);
        }
    }

    static void noRace_enumSingleton() throws Exception {
        inOrder(() -> Registry.INSTANCE.map.size(), () -> Registry.INSTANCE.map.get("a"));
    }

    private static class Base {
        static final Map<String, Integer> MAP = new HashMap<>();

        static {
            MAP.put("a", 1);
        }
    }

    private static final class Derived extends Base {
        static int touched;

        static void touch() {
            touched = touched + 1;
        }
    }

    /** Initialising the subclass initialised its superclass first. */
    static void noRace_superclassInitialisedWithTheSubclass() throws Exception {
        inOrder(() -> Derived.touch(), () -> Base.MAP.get("a"));
    }

    private interface Defaults {
        Map<String, Integer> MAP = filled();

        private static Map<String, Integer> filled() {
            Map<String, Integer> map = new HashMap<>();
            map.put("a", 1);
            return map;
        }
    }

    static void noRace_interfaceConstant() throws Exception {
        inOrder(() -> Defaults.MAP.size(), () -> Defaults.MAP.get("a"));
    }

    private static final class ByName {
        static final Map<String, Integer> MAP = new HashMap<>();

        static {
            MAP.put("a", 1);
        }
    }

    static void noRace_initialisedByReflection() throws Exception {
        String name = ByName.class.getName();
        inOrder(() -> Class.forName(name), () -> ByName.MAP.get("a"));
    }

    private static final class Lazy {
        static final Map<String, Integer> CACHE = new HashMap<>();

        static Integer lookUp(String key) {
            return CACHE.computeIfAbsent(key, k -> 1);
        }
    }

    @Raced(
            on = HashMap.class,
            ops = {"computeIfAbsent", "computeIfAbsent"})
    static void race_staticCacheOfAHolder() throws Exception {
        inOrder(() -> Lazy.lookUp("a"), () -> Lazy.lookUp("b"));
    }
}
