package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Kind;

/** A look-up that writes: access-ordered LinkedHashMap, WeakHashMap. */
final class KindReadWrites extends RaceRule {
    KindReadWrites() {
        super("HM-KIND-READ", Race.Cause.READ_WRITES);
    }

    @Override
    String message(Race race) {
        return container(race) + "." + race.write().access().op().name() + " looks like a read but changes the map ("
                + kind(race) + "), and here other threads are in it";
    }

    private static String kind(Race race) {
        boolean ordered = race.cell().kinds().contains(Kind.ACCESS_ORDER);
        return ordered
                ? "access order: get moves the entry to the end"
                : "weak keys: every call expunges stale entries";
    }

    @Override
    String advice(Race race) {
        return "Take the exclusive lock for look-ups too, or use a cache made for threads (Caffeine, or ConcurrentHashMap with its own eviction).";
    }
}
