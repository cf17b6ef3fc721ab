package dev.hazardmap.lint.rules;

/** One use takes the lock, another goes past it. */
final class RaceBypass extends RaceRule {
    RaceBypass() {
        super("HM-RACE-LOCK", Race.Cause.BYPASS);
    }

    @Override
    String message(Race race) {
        return container(race) + " is guarded by a lock in one place and used without it in another";
    }

    @Override
    String advice(Race race) {
        return "Take the same lock here, or make the container a concurrent one and drop the lock.";
    }
}
