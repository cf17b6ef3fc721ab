package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Access;
import dev.hazardmap.lint.engine.Kind;
import dev.hazardmap.lint.engine.MethodFacts;
import dev.hazardmap.lint.engine.World;
import java.util.List;
import java.util.Set;

/** computeIfAbsent and its kin whose function changes the same map: ConcurrentHashMap throws or hangs, HashMap is corrupted. */
final class Reentrant implements Rule {
    @Override
    public String id() {
        return "HM-REENTRANT";
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        for (MethodFacts facts : evidence.world().facts()) {
            for (MethodFacts.Callback callback : facts.callbacks()) {
                if (callback.outer().op().atomic()) {
                    callback.inner().stream()
                            .filter(inner -> inner.op().writes() && inner.task() == null && !inner.reference())
                            .filter(inner ->
                                    inner.path().equals(callback.outer().path()))
                            .findFirst()
                            .ifPresent(inner -> report(evidence.world(), facts, callback.outer(), inner, out));
                }
            }
        }
    }

    private void report(World world, MethodFacts facts, Access outer, Access inner, Reporter out) {
        String name = Paths.text(outer.path(), facts.method());
        Set<Kind> kinds = world.kinds().of(facts.method(), outer.path());
        String effect = kinds.contains(Kind.CONCURRENT)
                ? "a ConcurrentHashMap throws IllegalStateException or never returns"
                : "a HashMap throws ConcurrentModificationException or is corrupted";
        out.report(
                this,
                outer.site(),
                name,
                Reporter.fields(world, outer.path()),
                name + ": the function of " + outer.op().name() + " changes the same map ("
                        + inner.op().name() + "); " + effect,
                "Compute the value first, then put it; or look the other entries up before the call.",
                List.of(Reporter.trace("Runs the function", outer), Reporter.trace("Changes the map", inner)));
    }
}
