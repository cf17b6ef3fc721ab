package dev.hazardmap.lint.rules;

/** Static lazy initialisation without a lock: two threads make two maps, and what one puts into its own is lost. */
final class InitLazy implements Rule {
    @Override
    public String id() {
        return "HM-INIT-LAZY";
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        for (InitRules.Lazy lazy : InitRules.find(evidence.world())) {
            boolean unlocked =
                    lazy.test().locks().isEmpty() && lazy.assign().locks().isEmpty();
            if (lazy.field().isStatic()
                    && unlocked
                    && !InitRules.calledUnderLock(lazy.facts().method())) {
                InitRules.report(
                        this,
                        lazy,
                        lazy.field().key().label()
                                + " is made on first use without a lock: two threads may make two, and one is lost",
                        "Make it in the static initialiser, or in a holder class.",
                        out);
            }
        }
    }
}
