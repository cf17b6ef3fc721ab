package dev.hazardmap.lint.rules;

/** A plain container held by a concurrent map: the map is safe, what it holds is not. */
final class RaceNested extends RaceRule {
    RaceNested() {
        super("HM-RACE-NESTED", Race.Cause.NESTED);
    }

    @Override
    String message(Race race) {
        return container(race)
                + " is a plain container inside a concurrent map; threads that find it there change it without a lock";
    }

    @Override
    String advice(Race race) {
        return "Hold concurrent containers in the map, or change the value inside compute.";
    }
}
