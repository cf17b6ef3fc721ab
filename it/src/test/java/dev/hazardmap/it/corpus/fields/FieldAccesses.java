package dev.hazardmap.it.corpus.fields;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;
import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;

/** What is one location, what is a write, and what a lock around it does. */
@Corpus(Mode.FIELDS)
class FieldAccesses {
    private static class Cell {
        int left;
        int right;
        long wide;
        Object reference;

        synchronized void increment() {
            left++;
        }

        synchronized int left() {
            return left;
        }
    }

    private static final class SubCell extends Cell {
        int left;
    }

    @Raced(on = Cell.class)
    static void race_writeAndWrite() throws Exception {
        Cell cell = new Cell();
        pair(() -> cell.left = 1, () -> cell.left = 2);
    }

    /** The same value: still two writes that nothing orders. */
    @Raced(on = Cell.class)
    static void race_writesOfTheSameValue() throws Exception {
        Cell cell = new Cell();
        pair(() -> cell.left = 0, () -> cell.left = 0);
    }

    @Raced(on = Cell.class)
    static void race_increments() throws Exception {
        Cell cell = new Cell();
        pair(() -> cell.left++, () -> cell.left++);
    }

    @Raced(on = Cell.class)
    static void race_compoundAssignmentOfALong() throws Exception {
        Cell cell = new Cell();
        pair(() -> cell.wide += 3, () -> cell.wide = 4);
    }

    static void noRace_readAndRead() throws Exception {
        Cell cell = new Cell();
        Cell seen = new Cell();
        cell.left = 1;
        pair(() -> seen.left = cell.left, () -> seen.right = cell.left);
    }

    static void noRace_twoFields() throws Exception {
        Cell cell = new Cell();
        pair(() -> cell.left = 1, () -> cell.right = 2);
    }

    static void noRace_sameFieldOfTwoObjects() throws Exception {
        Cell one = new Cell();
        Cell two = new Cell();
        pair(() -> one.left = 1, () -> two.left = 2);
    }

    /** A field that hides another is another location. */
    static void noRace_hiddenFieldOfTheSuperclass() throws Exception {
        SubCell cell = new SubCell();
        pair(() -> cell.left = 1, () -> ((Cell) cell).left = 2);
    }

    @Raced(on = {Cell.class, SubCell.class})
    static void race_inheritedField() throws Exception {
        SubCell cell = new SubCell();
        pair(() -> cell.right = 1, () -> ((Cell) cell).right = 2);
    }

    static void noRace_synchronizedMethods() throws Exception {
        Cell cell = new Cell();
        both(() -> cell.increment(), () -> cell.increment());
        cell.left();
    }

    @Raced(on = Cell.class)
    static void race_synchronizedWriteAndPlainRead() throws Exception {
        Cell cell = new Cell();
        Cell seen = new Cell();
        pair(() -> cell.increment(), () -> seen.left = cell.left);
    }

    /** Nobody wrote since the allocation, and that happens-before everything (JLS 17.4.4). */
    static void noRace_defaultValues() throws Exception {
        Cell cell = new Cell();
        Cell seen = new Cell();
        pair(() -> seen.left = cell.left, () -> seen.reference = cell.reference);
    }

    @Raced(on = Cell.class)
    static void race_publicationByAPlainField() throws Exception {
        Cell cell = new Cell();
        Cell seen = new Cell();
        inOrder(() -> cell.reference = new Object(), () -> seen.reference = cell.reference);
    }

    @Raced(on = Cell.class)
    static void race_writeInOneOfManyBranches() throws Exception {
        Cell cell = new Cell();
        int[] order = {3, 1, 2};
        pair(
                () -> {
                    for (int i : order) {
                        if (i == 2) {
                            cell.left = i;
                        }
                    }
                },
                () -> cell.left = 9);
    }
}
