package dev.hazardmap.it.corpus.ported;

import static dev.hazardmap.it.corpus.Threads.inOrder;
import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Method values, method expressions, interfaces, embedded structs, closures over closures. */
@Corpus(Mode.FIELDS)
class Closures {
    private interface Counter {
        int next();

        default int twice() {
            return next() + next();
        }
    }

    private static class Base implements Counter {
        int count;
        protected int shadowed;

        @Override
        public int next() {
            return ++count;
        }
    }

    private static final class Derived extends Base {
        int shadowed;

        void own() {
            shadowed++;
        }

        void inherited() {
            super.shadowed++;
        }
    }

    private static final class Outer {
        final Inner inner = new Inner();

        static final class Inner {
            int v;
        }
    }

    private static final class Node {
        int value;
        Node next = this;
    }

    private abstract static class Template {
        int steps;

        final void run() {
            step();
        }

        abstract void step();
    }

    private static final class Holder<T extends Counter> {
        T value;

        Holder(T value) {
            this.value = value;
        }
    }

    @Raced(on = Base.class)
    static void race_methodValue() throws Exception {
        Base b = new Base();
        IntSupplier f = b::next;
        pair(() -> f.getAsInt(), () -> b.next());
    }

    @Raced(on = Base.class)
    static void race_methodExpression() throws Exception {
        Base b = new Base();
        Function<Base, Integer> f = Base::next;
        pair(() -> f.apply(b), () -> f.apply(b));
    }

    @Raced(on = Base.class)
    static void race_defaultMethod() throws Exception {
        Counter c = new Base();
        pair(() -> c.twice(), () -> c.next());
    }

    @Raced(on = Derived.class)
    static void race_inheritedField() throws Exception {
        Derived d = new Derived();
        pair(() -> d.next(), () -> d.count = 3);
    }

    static void noRace_shadowedField() throws Exception {
        Derived d = new Derived();
        pair(() -> d.own(), () -> d.inherited());
    }

    @Raced(on = Derived.class)
    static void race_shadowedFieldThroughACast() throws Exception {
        Derived d = new Derived();
        pair(() -> d.inherited(), () -> ((Base) d).shadowed = 3);
    }

    @Raced(on = Outer.Inner.class)
    static void race_nestedStruct() throws Exception {
        Outer o = new Outer();
        pair(() -> o.inner.v = 1, () -> o.inner.v++);
    }

    @Raced(on = Node.class)
    static void race_linkedNode() throws Exception {
        Node head = new Node();
        head.next = new Node();
        pair(() -> head.next.value = 1, () -> head.next.value++);
    }

    static void noRace_differentNodes() throws Exception {
        Node head = new Node();
        head.next = new Node();
        pair(() -> head.next.value = 1, () -> head.value++);
    }

    @Raced(on = Node.class)
    static void race_linkItself() throws Exception {
        Node head = new Node();
        Node other = new Node();
        pair(() -> head.next = other, () -> head.next.value = 1);
    }

    @Raced
    static void race_anonymousSubclass() throws Exception {
        Template t = new Template() {
            @Override
            void step() {
                steps++;
            }
        };
        pair(() -> t.run(), () -> t.run());
    }

    @Raced
    static void race_fieldOfALocalClass() throws Exception {
        class Local {
            int hits;
        }
        Local l = new Local();
        pair(() -> l.hits++, () -> l.hits++);
    }

    @Raced(on = Holder.class)
    static void race_genericField() throws Exception {
        Holder<Base> h = new Holder<>(new Base());
        Base other = new Base();
        pair(() -> h.value = other, () -> h.value.hashCode());
    }

    @Raced(on = Base.class)
    static void race_throughAGenericField() throws Exception {
        Holder<Base> h = new Holder<>(new Base());
        pair(() -> h.value.next(), () -> h.value.next());
    }

    @Raced(on = Cell.class)
    static void race_closureThatReturnsAClosure() throws Exception {
        Cell c = new Cell();
        Supplier<Supplier<Integer>> f = () -> () -> c.v++;
        Supplier<Integer> left = f.get();
        Supplier<Integer> right = f.get();
        pair(() -> left.get(), () -> right.get());
    }

    @Raced(on = Cell.class)
    static void race_recursion() throws Exception {
        Cell c = new Cell();
        pair(() -> count(c, 5), () -> count(c, 3));
    }

    private static void count(Cell c, int depth) {
        if (depth > 0) {
            count(c, depth - 1);
        } else {
            c.v++;
        }
    }

    @Raced(on = Cell.class)
    static void race_varargs() throws Exception {
        Cell c = new Cell();
        pair(() -> all(c, c), () -> c.v = 1);
    }

    private static int all(Cell... cells) {
        int sum = 0;
        for (Cell cell : cells) {
            sum += cell.v;
        }
        return sum;
    }

    @Raced(on = Cell.class)
    static void race_functionParameter() throws Exception {
        Cell c = new Cell();
        BiFunction<Cell, Integer, Integer> set = (cell, value) -> cell.v = value;
        pair(() -> set.apply(c, 1), () -> set.apply(c, 2));
    }

    static void noRace_closuresOverDifferentVariables() throws Exception {
        Cell[] cells = {new Cell(), new Cell()};
        Runnable[] bodies = new Runnable[2];
        for (int i = 0; i < 2; i++) {
            Cell mine = cells[i];
            bodies[i] = () -> mine.v++;
        }
        Runnable left = bodies[0];
        Runnable right = bodies[1];
        pair(() -> left.run(), () -> right.run());
    }

    @Raced(on = Cell.class)
    static void race_capturedObjectChangedAfterwards() throws Exception {
        AtomicReference<IntSupplier> shared = new AtomicReference<>(() -> 0);
        inOrder(
                () -> {
                    Cell c = new Cell();
                    shared.setOpaque(() -> c.v);
                    c.v = 3;
                },
                () -> shared.getOpaque().getAsInt());
    }

    static void noRace_boundReceiverThroughARacyReference() throws Exception {
        AtomicReference<IntSupplier> shared = new AtomicReference<>(() -> 0);
        inOrder(
                () -> {
                    Base b = new Base();
                    b.count = 4;
                    shared.setOpaque(b::hashCode);
                },
                () -> shared.getOpaque().getAsInt());
    }

    static void noRace_capturedByAnAnonymousClass() throws Exception {
        AtomicReference<IntSupplier> shared = new AtomicReference<>(() -> 0);
        inOrder(
                () -> {
                    Cell c = new Cell();
                    c.v = 4;
                    shared.setOpaque(new IntSupplier() {
                        @Override
                        public int getAsInt() {
                            return c.v;
                        }
                    });
                },
                () -> shared.getOpaque().getAsInt());
    }
}
