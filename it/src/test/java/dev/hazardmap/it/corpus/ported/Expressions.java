package dev.hazardmap.it.corpus.ported;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;

/** mop_test.go: one access hidden in each kind of expression and statement. */
@Corpus(Mode.FIELDS)
class Expressions {
    private static int sink;

    private static void use(int value) {
        if (value == Integer.MIN_VALUE) {
            throw new IllegalStateException();
        }
    }

    @Raced(on = Cell.class)
    static void race_plus() throws Exception {
        Cell c = new Cell();
        pair(() -> use(c.v + 1), () -> c.v = 1);
    }

    @Raced(on = Cell.class)
    static void race_compoundPlus() throws Exception {
        Cell c = new Cell();
        pair(() -> c.v += 2, () -> use(c.v));
    }

    @Raced(on = Cell.class)
    static void race_compoundShift() throws Exception {
        Cell c = new Cell();
        pair(() -> c.v <<= 2, () -> use(c.v));
    }

    @Raced(on = Cell.class)
    static void race_compoundOnALong() throws Exception {
        Cell c = new Cell();
        pair(() -> c.wide ^= 5L, () -> use((int) c.wide));
    }

    @Raced(on = Cell.class)
    static void race_compoundOnADouble() throws Exception {
        Cell c = new Cell();
        pair(() -> c.real *= 2, () -> use((int) c.real));
    }

    @Raced(on = Cell.class)
    static void race_compoundString() throws Exception {
        Cell c = new Cell();
        pair(() -> c.ref = c.ref + "x", () -> use(c.ref.hashCode() & 7));
    }

    @Raced(on = Cell.class)
    static void race_postIncrementAgainstPostIncrement() throws Exception {
        Cell c = new Cell();
        pair(() -> c.v++, () -> c.v++);
    }

    @Raced(on = Cell.class)
    static void race_preDecrement() throws Exception {
        Cell c = new Cell();
        pair(() -> use(--c.v), () -> use(c.v));
    }

    @Raced(on = Cell.class)
    static void race_complementAndNegation() throws Exception {
        Cell c = new Cell();
        pair(() -> use(~-c.v), () -> c.v = 2);
    }

    @Raced(on = Cell.class)
    static void race_division() throws Exception {
        Cell c = new Cell();
        c.v = 1;
        pair(() -> use(10 / c.v), () -> c.v = 2);
    }

    @Raced(on = Cell.class)
    static void race_modulusByAConstant() throws Exception {
        Cell c = new Cell();
        pair(() -> use(c.v % 3), () -> c.v = 2);
    }

    @Raced(on = Cell.class)
    static void race_ifCondition() throws Exception {
        Cell c = new Cell();
        pair(
                () -> {
                    if (c.v > 3) {
                        use(1);
                    }
                },
                () -> c.v = 2);
    }

    @Raced(on = Cell.class)
    static void race_secondOperandOfAnd() throws Exception {
        Cell c = new Cell();
        Cell guard = new Cell();
        pair(
                () -> {
                    if (guard.v == 0 && c.v == 0) {
                        use(1);
                    }
                },
                () -> c.v = 2);
    }

    static void noRace_operandThatIsNotEvaluated() throws Exception {
        Cell c = new Cell();
        Cell guard = new Cell();
        pair(
                () -> {
                    if (guard.v == 1 && c.v == 0) {
                        use(1);
                    }
                },
                () -> c.v = 2);
    }

    @Raced(on = Cell.class)
    static void race_ternaryBranch() throws Exception {
        Cell c = new Cell();
        Cell guard = new Cell();
        pair(() -> use(guard.v == 0 ? c.v : 3), () -> c.v = 2);
    }

    static void noRace_ternaryBranchNotTaken() throws Exception {
        Cell c = new Cell();
        Cell guard = new Cell();
        pair(() -> use(guard.v != 0 ? c.v : 3), () -> c.v = 2);
    }

    @Raced(on = Cell.class)
    static void race_switchSelector() throws Exception {
        Cell c = new Cell();
        pair(
                () -> {
                    switch (c.v) {
                        case 0 -> use(1);
                        case 7 -> use(2);
                        default -> use(3);
                    }
                },
                () -> c.v = 7);
    }

    @Raced(on = Cell.class)
    static void race_switchBody() throws Exception {
        Cell c = new Cell();
        Cell selector = new Cell();
        pair(
                () -> {
                    switch (selector.v) {
                        case 0:
                            c.v = 1;
                            break;
                        default:
                            use(3);
                    }
                },
                () -> use(c.v));
    }

    static void noRace_switchBodyNotTaken() throws Exception {
        Cell c = new Cell();
        Cell selector = new Cell();
        pair(
                () -> {
                    switch (selector.v) {
                        case 1:
                            c.v = 1;
                            break;
                        default:
                            use(3);
                    }
                },
                () -> use(c.v));
    }

    @Raced(on = Cell.class)
    static void race_switchOnAString() throws Exception {
        Cell c = new Cell();
        pair(
                () -> use(
                        switch ((String) c.ref) {
                            case "a" -> 1;
                            default -> 2;
                        }),
                () -> c.ref = "a");
    }

    @Raced(on = Cell.class)
    static void race_instanceofPattern() throws Exception {
        Cell c = new Cell();
        pair(() -> use(c.ref instanceof String s ? s.length() : 0), () -> c.ref = "q");
    }

    @Raced(on = Cell.class)
    static void race_forCondition() throws Exception {
        Cell c = new Cell();
        pair(
                () -> {
                    for (int i = 0; i < c.v; i++) {
                        use(i);
                    }
                },
                () -> c.v = 3);
    }

    @Raced(on = Cell.class)
    static void race_forInit() throws Exception {
        Cell c = new Cell();
        pair(
                () -> {
                    for (c.v = 0; c.other < 0; ) {
                        use(1);
                    }
                },
                () -> use(c.v));
    }

    static void noRace_forIncrementNeverReached() throws Exception {
        Cell c = new Cell();
        pair(
                () -> {
                    for (int i = 0; i < 2; c.v++) {
                        break;
                    }
                },
                () -> c.v = 3);
    }

    @Raced(on = Cell.class)
    static void race_whileCondition() throws Exception {
        Cell c = new Cell();
        pair(
                () -> {
                    while (c.v > 100) {
                        use(1);
                    }
                },
                () -> c.v = 3);
    }

    @Raced(on = Cell.class)
    static void race_argumentOfACall() throws Exception {
        Cell c = new Cell();
        pair(() -> use(Math.max(1, c.v)), () -> c.v = 3);
    }

    @Raced(on = Cell.class)
    static void race_arrayIndex() throws Exception {
        Cell c = new Cell();
        int[] a = new int[8];
        pair(() -> use(a[c.v]), () -> c.v = 3);
    }

    @Raced(on = Cell.class)
    static void race_arrayLengthInNew() throws Exception {
        Cell c = new Cell();
        pair(() -> use(new int[c.v].length), () -> c.v = 3);
    }

    @Raced(on = Cell.class)
    static void race_comparison() throws Exception {
        Cell c = new Cell();
        Object other = new Object();
        pair(() -> use(c.ref == other ? 1 : 0), () -> c.ref = other);
    }

    @Raced(on = Cell.class)
    static void race_nullCheckOnly() throws Exception {
        Cell c = new Cell();
        pair(() -> use(c.ref == null ? 1 : 0), () -> c.ref = "x");
    }

    @Raced(on = Cell.class)
    static void race_castAndUnbox() throws Exception {
        Cell c = new Cell();
        c.ref = 3;
        pair(() -> use((Integer) c.ref), () -> c.ref = 4);
    }

    @Raced(on = Cell.class)
    static void race_stringConversion() throws Exception {
        Cell c = new Cell();
        pair(() -> use(("v=" + c.v).length()), () -> c.v = 3);
    }

    @Raced(on = Cell.class)
    static void race_lockExpression() throws Exception {
        Cell c = new Cell();
        c.ref = new Object();
        Object next = new Object();
        pair(
                () -> {
                    synchronized (c.ref) {
                        use(1);
                    }
                },
                () -> c.ref = next);
    }

    @Raced(on = Cell.class)
    static void race_returnedValue() throws Exception {
        Cell c = new Cell();
        pair(() -> use(returned(c)), () -> c.v = 3);
    }

    private static int returned(Cell c) {
        return c.v;
    }

    @Raced(on = Cell.class)
    static void race_chainedAssignment() throws Exception {
        Cell c = new Cell();
        Cell d = new Cell();
        pair(() -> d.v = c.v = 3, () -> use(c.v));
    }

    @Raced(on = Cell.class)
    static void race_sameValueWritten() throws Exception {
        Cell c = new Cell();
        pair(() -> c.v = 0, () -> c.v = 0);
    }

    @Raced(on = Expressions.class)
    static void race_staticInAnExpression() throws Exception {
        pair(() -> sink = sink + 1, () -> use(sink));
    }

    static void noRace_neighbouringFields() throws Exception {
        Cell c = new Cell();
        pair(() -> c.v++, () -> c.other++);
    }

    static void noRace_readersOnly() throws Exception {
        Cell c = new Cell();
        pair(() -> use(c.v), () -> use(c.v));
    }
}
