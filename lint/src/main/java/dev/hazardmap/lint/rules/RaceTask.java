package dev.hazardmap.lint.rules;

/** A container without a lock, used by a task and by somebody else. */
final class RaceTask extends RaceRule {
    RaceTask() {
        super("HM-RACE-TASK", Race.Cause.TASK);
    }

    @Override
    String message(Race race) {
        return container(race) + " is not thread-safe, and a task and another thread use it without a lock";
    }

    @Override
    String advice(Race race) {
        return "Make it a ConcurrentHashMap (or another concurrent collection), or guard every access with one lock.";
    }
}
