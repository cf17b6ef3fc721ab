package dev.hazardmap.lint.rules;

/** A static cache without a lock: every thread that asks for something new fills it. */
final class RaceCache extends RaceRule {
    RaceCache() {
        super("HM-RACE-CACHE", Race.Cause.CACHE);
    }

    @Override
    String message(Race race) {
        return container(race)
                + " is not thread-safe, and whoever calls fills this cache of the whole program without a lock";
    }

    @Override
    String advice(Race race) {
        return "Make it a ConcurrentHashMap and fill it with computeIfAbsent; for weak keys use a synchronized wrapper or ClassValue.";
    }
}
