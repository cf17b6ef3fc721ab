package dev.hazardmap.lint.rules;

/** Two accesses, each under a lock, but not the same one. */
final class RaceTwoLocks extends RaceRule {
    RaceTwoLocks() {
        super("HM-RACE-TWOLOCKS", Race.Cause.TWO_LOCKS);
    }

    @Override
    String message(Race race) {
        return container(race) + " is guarded by two different locks, which do not exclude each other";
    }

    @Override
    String advice(Race race) {
        return "Choose one lock for this container and use it everywhere.";
    }
}
