package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.World;
import java.util.ArrayList;
import java.util.List;

/** What all rules share: the analysed program, the races and the broken sequences found in it. */
record Evidence(World world, List<Race> races, List<Sequences.Sequence> sequences) {
    static Evidence of(World world) {
        List<Sequences.Sequence> sequences = new ArrayList<>();
        world.facts().forEach(facts -> sequences.addAll(Sequences.find(world, facts)));
        return new Evidence(world, Races.find(world), sequences);
    }
}
