package dev.hazardmap.it.corpus.ported;

import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** JLS 17.5: what hangs off final fields, through references that came without an edge. */
@Corpus(Mode.FULL)
class Frozen {
    private static final class Immutable {
        final int number;
        final int[] array;
        final Cell cell;
        final List<Cell> list;

        Immutable(int number) {
            this.number = number;
            array = new int[] {number, number};
            cell = new Cell();
            cell.v = number;
            list = new ArrayList<>();
            list.add(new Cell());
            list.get(0).v = number;
        }

        int sum() {
            return number + array[1] + cell.v + list.get(0).v;
        }
    }

    private record Row(int[] cells, String name) {}

    private static final class Matrix {
        final int[][] rows = new int[3][3];

        Matrix() {
            for (int[] row : rows) {
                row[1] = 5;
            }
        }
    }

    private static final class Builder {
        int width;
        final Cell cell = new Cell();

        Built build() {
            cell.v = width;
            return new Built(this);
        }
    }

    private static final class Built {
        final Cell content;

        Built(Builder from) {
            content = from.cell;
        }
    }

    private static final class Loose {
        final int number;
        int late;

        Loose(int number) {
            this.number = number;
            this.late = number;
        }
    }

    private static class Base {
        final Cell cell;

        Base(Cell cell) {
            this.cell = cell;
        }
    }

    private static final class Extended extends Base {
        final int extra;

        Extended(Cell cell) {
            super(cell);
            extra = 3;
        }
    }

    /** Publishes without an edge: opaque accesses are none (VarHandle, happens-before group 8). */
    private static <T> void handOver(Supplier<T> make, Consumer<T> use) throws Exception {
        AtomicReference<T> box = new AtomicReference<>(make.get());
        inOrder(() -> box.setOpaque(make.get()), () -> use.accept(box.getOpaque()));
    }

    static void noRace_finalFieldsAndWhatTheyReach() throws Exception {
        handOver(() -> new Immutable(3), Immutable::sum);
    }

    static void noRace_recordWithAnArray() throws Exception {
        handOver(() -> new Row(new int[] {1, 2}, "x"), row -> Math.abs(row.cells()[1]));
    }

    static void noRace_matrix() throws Exception {
        handOver(Matrix::new, m -> Math.abs(m.rows[1][1]));
    }

    static void noRace_builtFromABuilder() throws Exception {
        handOver(() -> new Builder().build(), b -> Math.abs(b.content.v));
    }

    static void noRace_finalOfTheSuperclass() throws Exception {
        handOver(
                () -> {
                    Cell c = new Cell();
                    c.v = 4;
                    return new Extended(c);
                },
                e -> Math.abs(e.cell.v + e.extra));
    }

    @Raced(on = Loose.class)
    static void race_nonFinalFieldBesideAFinalOne() throws Exception {
        handOver(() -> new Loose(3), l -> Math.abs(l.late));
    }

    @Raced(on = Cell.class)
    static void race_plainObject() throws Exception {
        handOver(
                () -> {
                    Cell c = new Cell();
                    c.v = 3;
                    return c;
                },
                c -> Math.abs(c.v));
    }

    @Raced(on = int[].class)
    static void race_plainArray() throws Exception {
        handOver(() -> new int[] {1, 2, 3}, a -> Math.abs(a[1]));
    }

    @Raced(on = Cell.class)
    static void race_changedAfterTheConstructor() throws Exception {
        handOver(
                () -> {
                    Immutable made = new Immutable(3);
                    made.cell.v = 4;
                    return made;
                },
                i -> Math.abs(i.cell.v));
    }

    static void noRace_contentOfListOf() throws Exception {
        handOver(() -> List.of(filled(), filled()), l -> Math.abs(l.get(1).v));
    }

    static void noRace_contentOfLongListOf() throws Exception {
        handOver(() -> List.of(filled(), filled(), filled(), filled()), l -> Math.abs(l.get(3).v));
    }

    static void noRace_contentOfMapOf() throws Exception {
        handOver(() -> Map.of("a", filled(), "b", filled()), m -> Math.abs(m.get("b").v));
    }

    static void noRace_contentOfListCopyOf() throws Exception {
        handOver(() -> List.copyOf(new ArrayList<>(List.of(filled(), filled(), filled()))), l -> Math.abs(l.get(2).v));
    }

    static void noRace_contentOfOptional() throws Exception {
        handOver(() -> Optional.of(filled()), o -> Math.abs(o.get().v));
    }

    static void noRace_contentOfAnEntry() throws Exception {
        handOver(() -> Map.entry("a", filled()), e -> Math.abs(e.getValue().v));
    }

    static void noRace_contentOfASingletonList() throws Exception {
        handOver(() -> Collections.singletonList(filled()), l -> Math.abs(l.get(0).v));
    }

    static void noRace_unmodifiableListOfCells() throws Exception {
        handOver(
                () -> {
                    List<Cell> cells = new ArrayList<>();
                    cells.add(filled());
                    return Collections.unmodifiableList(cells);
                },
                l -> Math.abs(l.get(0).v));
    }

    private static Cell filled() {
        Cell c = new Cell();
        c.v = 3;
        return c;
    }

    static void noRace_innerObjectKeepsTheOuterOne() throws Exception {
        handOver(
                () -> {
                    Cell c = filled();
                    return new Object() {
                        final Cell kept = c;
                    };
                },
                o -> Math.abs(o.kept.v));
    }

    private static final ClassValue<int[]> TABLES = new ClassValue<>() {
        @Override
        protected int[] computeValue(Class<?> type) {
            int[] made = new int[4];
            made[2] = 3;
            return made;
        }
    };

    static void noRace_valueOfAClass() throws Exception {
        inOrder(() -> Math.abs(TABLES.get(Frozen.class)[2]), () -> Math.abs(TABLES.get(Frozen.class)[2]));
    }

    /** The constructor registers itself somewhere; whoever gets the object after its end is still entitled. */
    private static final class Registered {
        final int number;

        Registered(AtomicReference<Registered> registry) {
            number = 4;
            registry.setPlain(this);
        }
    }

    static void noRace_finalFieldOfAnObjectWhoseConstructorRegisteredItElsewhere() throws Exception {
        AtomicReference<Registered> box = new AtomicReference<>();
        inOrder(() -> box.setOpaque(new Registered(new AtomicReference<>())), () -> Math.abs(box.getOpaque().number));
    }

    /** Starts itself before it is whole: the new thread is ordered after the start, not after what follows it. */
    private static final class SelfStarted extends Thread {
        final Hint whole;
        final Consumer<SelfStarted> body;
        final int before;
        final int after;

        SelfStarted(Consumer<SelfStarted> body) {
            this.body = body;
            whole = new Hint();
            before = 3;
            start();
            after = 4;
            whole.give();
        }

        @Override
        public void run() {
            whole.await();
            body.accept(this);
        }
    }

    @Raced(on = SelfStarted.class)
    static void race_finalFieldSetAfterTheThreadStartedItself() throws Exception {
        new SelfStarted(t -> Math.abs(t.after)).join();
    }

    static void noRace_finalFieldSetBeforeTheThreadStartedItself() throws Exception {
        new SelfStarted(t -> Math.abs(t.before)).join();
    }
}
