package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.Finding;
import dev.hazardmap.lint.engine.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The list of rules, and the one call that runs them all. */
public final class Rules {
    private Rules() {}

    /** The outcome: findings in the order of their files and lines, and how many were suppressed by annotation. */
    public record Outcome(List<Finding> findings, int suppressed) {}

    static List<Rule> all() {
        return List.of(
                new InitDoubleChecked(),
                new InitLazy(),
                new InitNever(),
                new RaceCopyOnWrite(),
                new KindReadWrites(),
                new RaceReadLock(),
                new RaceWeakLock(),
                new RaceTwoLocks(),
                new RaceParallel(),
                new RaceBypass(),
                new RaceTask(),
                new RaceShared(),
                new RaceCache(),
                new RaceNested(),
                new LocalRaces(true),
                new LocalRaces(false),
                new AtomicUpdate(),
                new AtomicCheck(),
                new AtomicSize(),
                new AtomicEager(),
                new IterModify(),
                new IterUnlocked(),
                new Reentrant(),
                new EscapeGuarded(),
                new DataNull(),
                new DataKey(),
                new LeakStatic(),
                new LeakCapture());
    }

    /** The ids of all rules. */
    public static List<String> ids() {
        return all().stream().map(Rule::id).toList();
    }

    /** Runs every rule. */
    public static Outcome run(World world) {
        Reporter reporter = new Reporter(world);
        Evidence evidence = Evidence.of(world);
        all().forEach(rule -> rule.check(evidence, reporter));
        List<Finding> sorted = new ArrayList<>(reporter.findings());
        sorted.sort(Comparator.comparing((Finding f) -> f.where().className())
                .thenComparing(f -> f.where().line())
                .thenComparing(Finding::rule));
        return new Outcome(sorted, reporter.suppressed());
    }
}
