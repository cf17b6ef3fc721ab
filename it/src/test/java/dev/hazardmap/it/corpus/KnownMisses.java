package dev.hazardmap.it.corpus;

import java.util.Map;

/**
 * The races of the corpus that the detector is known to miss, each with the reason. A case that is here must be missed:
 * when the detector learns to see it, the test goes red until the name is taken out.
 */
final class KnownMisses {
    private static final String JOINED =
            "a release store joins what was released before instead of replacing it: hook and"
                    + " store are not one atomic step, and replacing in two steps makes false reports";
    private static final String BUILDER = "StringBuilder is watched at the application's call sites, and this is none:"
            + " the JDK's own class makes the call";

    private static final String PHASER =
            "a phaser's state is one volatile word: who arrives reads what the last to arrive"
                    + " wrote, an edge of this implementation that the contract doesn't promise";

    private static final Map<String, String> REASONS = Map.of(
            "WaitGroups.race_arriveWithoutAwaiting", PHASER,
            "AccessModes.race_releaseOverwrittenByAnotherRelease", JOINED,
            "AccessModes.race_releaseOverwrittenByOpaqueStore", JOINED,
            "OtherOperations.race_builderThroughAMethodReference", BUILDER,
            "OtherOperations.race_builderComparedWithAString", BUILDER);

    private KnownMisses() {}

    /** What the case's verdict must be. */
    static Verdict.Kind expected(Case subject) {
        return REASONS.containsKey(subject.shortName()) ? Verdict.Kind.FALSE_NEGATIVE : Verdict.Kind.RIGHT;
    }
}
