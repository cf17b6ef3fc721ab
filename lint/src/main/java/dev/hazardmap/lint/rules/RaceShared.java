package dev.hazardmap.lint.rules;

/** State of a servlet or singleton component that every request thread uses. */
final class RaceShared extends RaceRule {
    RaceShared() {
        super("HM-RACE-SINGLETON", Race.Cause.SHARED);
    }

    @Override
    String message(Race race) {
        return container(race) + " is not thread-safe, and a framework calls this class from many threads";
    }

    @Override
    String advice(Race race) {
        return "Make it a ConcurrentHashMap (or another concurrent collection), or guard every access with one lock.";
    }
}
