package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.World;
import java.util.List;

/** What all rules share: the analysed program, and the races found in it. */
record Evidence(World world, List<Race> races) {
    static Evidence of(World world) {
        return new Evidence(world, Races.find(world));
    }
}
