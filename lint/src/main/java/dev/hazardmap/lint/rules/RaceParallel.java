package dev.hazardmap.lint.rules;

/** A parallel stream whose function writes a shared container. */
final class RaceParallel extends RaceRule {
    RaceParallel() {
        super("HM-RACE-PARALLEL", Race.Cause.PARALLEL);
    }

    @Override
    String message(Race race) {
        return container(race) + " is written by the functions of a parallel stream, which run on several threads";
    }

    @Override
    String advice(Race race) {
        return "Collect the result (Collectors.toMap, groupingByConcurrent), or write to a concurrent container.";
    }
}
