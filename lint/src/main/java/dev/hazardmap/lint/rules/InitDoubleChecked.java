package dev.hazardmap.lint.rules;

/** Double-checked locking on a field that is not volatile: the unlocked test may see the reference before the map behind it. */
final class InitDoubleChecked implements Rule {
    @Override
    public String id() {
        return "HM-INIT-DCL";
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        for (InitRules.Lazy lazy : InitRules.find(evidence.world())) {
            boolean doubleChecked =
                    lazy.test().locks().isEmpty() && !lazy.assign().locks().isEmpty();
            if (doubleChecked && !lazy.field().isVolatile()) {
                InitRules.report(
                        this,
                        lazy,
                        lazy.field().key().label()
                                + " is double-checked, but not volatile: a thread may see the reference and not the map behind it",
                        "Make the field volatile, or use a holder class.",
                        out);
            }
        }
    }
}
