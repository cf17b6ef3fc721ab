package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.Finding;
import dev.hazardmap.lint.Group;
import dev.hazardmap.lint.engine.Access;
import dev.hazardmap.lint.engine.FieldInfo;
import dev.hazardmap.lint.engine.Use;
import java.util.List;
import java.util.Set;

/** A rule about races of one cause: it turns the pair into a finding with both traces. */
abstract class RaceRule implements Rule {
    private final String id;
    private final Race.Cause cause;

    RaceRule(String id, Race.Cause cause) {
        this.id = id;
        this.cause = cause;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        for (Race race : evidence.races()) {
            boolean said = race.cell().reference()
                    && (out.knows(Group.INIT, race.cell().label())
                            || out.knows(Group.RACE, race.cell().label()));
            if (race.cause() == cause && !said) {
                report(evidence, race, out);
            }
        }
    }

    /** One sentence: what is wrong. */
    abstract String message(Race race);

    /** One sentence: what to do. */
    abstract String advice(Race race);

    private void report(Evidence evidence, Race race, Reporter out) {
        Access at = race.culprit().access();
        Set<FieldInfo> fields = Reporter.fields(evidence.world(), at.path());
        List<Finding.Trace> traces = List.of(trace("One thread: ", race.write()), trace("Another: ", race.other()));
        out.report(this, at.site(), race.cell().label(), fields, message(race), advice(race), traces);
    }

    private static Finding.Trace trace(String who, Use use) {
        String where = use.task() != null
                ? " in a task started at " + use.task().spawn()
                : use.later() ? " in a function that is called later" : " in " + use.entry();
        return Reporter.trace(who + verb(use.access()) + where, use.access());
    }

    static String verb(Access access) {
        return access.reference()
                ? access.op().name()
                : access.op().name() + (access.op().writes() ? " (write)" : " (read)");
    }

    /** The container in words: {@code HashMap Sessions.live}. */
    static String container(Race race) {
        String what = race.cell().reference() ? "the reference " : "";
        return what + race.cell().label();
    }
}
