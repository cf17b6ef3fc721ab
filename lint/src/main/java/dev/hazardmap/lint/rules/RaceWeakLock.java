package dev.hazardmap.lint.rules;

/** A lock that every thread, key or instance has its own copy of. */
final class RaceWeakLock extends RaceRule {
    RaceWeakLock() {
        super("HM-RACE-WEAKLOCK", Race.Cause.WEAK_LOCK);
    }

    @Override
    String message(Race race) {
        return container(race) + ": the lock held protects nothing: "
                + (race.write().weakLock().isEmpty()
                        ? race.other().weakLock()
                        : race.write().weakLock());
    }

    @Override
    String advice(Race race) {
        return "Lock one object that everybody who uses the container shares: a private static final lock for a static field, a final field otherwise.";
    }
}
