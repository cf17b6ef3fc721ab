package dev.hazardmap.lint.rules;

/** A write under the shared side of a read-write lock: other readers are in there too. */
final class RaceReadLock extends RaceRule {
    RaceReadLock() {
        super("HM-RACE-READLOCK", Race.Cause.READ_LOCK);
    }

    @Override
    String message(Race race) {
        return container(race) + " is written while only the read lock is held, which other readers hold too";
    }

    @Override
    String advice(Race race) {
        return "Take the write lock around everything that changes the container.";
    }
}
