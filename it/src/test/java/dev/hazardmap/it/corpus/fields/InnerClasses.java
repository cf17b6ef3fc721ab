package dev.hazardmap.it.corpus.fields;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Accesses through nestmates, captured objects, bridge methods and proxies. */
@Corpus(Mode.FIELDS)
class InnerClasses {
    private int outer;

    private final class Inner {
        void write() {
            outer = 1;
        }

        int read() {
            return outer;
        }
    }

    private interface Shape {
        void grow();

        int size();
    }

    private enum Mutable {
        ONE,
        TWO,
        THREE;

        private int hits;
    }

    private static final class Square implements Shape {
        private int side;

        @Override
        public void grow() {
            side++;
        }

        @Override
        public int size() {
            return side;
        }
    }

    private static class Generic<T> {
        T value;

        void set(T next) {
            value = next;
        }
    }

    private static final class Text extends Generic<String> {
        @Override
        void set(String next) {
            value = next;
        }
    }

    @Raced(on = InnerClasses.class)
    static void race_outerFieldThroughAnInnerClass() throws Exception {
        InnerClasses outer = new InnerClasses();
        Inner inner = outer.new Inner();
        pair(() -> inner.write(), () -> inner.read());
    }

    static void noRace_innerObjectsOfTwoOuterOnes() throws Exception {
        Inner one = new InnerClasses().new Inner();
        Inner two = new InnerClasses().new Inner();
        pair(() -> one.write(), () -> two.read());
    }

    @Raced(on = InnerClasses.class)
    static void race_fieldInALambdaThatCapturedThis() throws Exception {
        InnerClasses outer = new InnerClasses();
        IntConsumer set = outer.setter();
        IntSupplier get = outer.getter();
        pair(() -> set.accept(1), () -> get.getAsInt());
    }

    private IntConsumer setter() {
        return v -> outer = v;
    }

    private IntSupplier getter() {
        return () -> outer;
    }

    @Raced(on = Square.class)
    static void race_throughAnInterface() throws Exception {
        Shape shape = new Square();
        pair(() -> shape.grow(), () -> shape.size());
    }

    @Raced(on = Square.class)
    static void race_throughAMethodReference() throws Exception {
        Square square = new Square();
        Supplier<Integer> size = square::size;
        Runnable grow = square::grow;
        pair(() -> grow.run(), () -> size.get());
    }

    @Raced(on = Square.class)
    static void race_throughAProxy() throws Exception {
        Square square = new Square();
        Shape shape = (Shape) java.lang.reflect.Proxy.newProxyInstance(
                Shape.class.getClassLoader(), new Class<?>[] {Shape.class}, (self, method, arguments) -> {
                    method.setAccessible(true);
                    return method.invoke(square, arguments);
                });
        pair(() -> shape.grow(), () -> square.size());
    }

    /** The bridge method that erasure asks for calls the real one. */
    @Raced(on = {Generic.class, Text.class})
    static void race_throughABridgeMethod() throws Exception {
        Generic<String> text = new Text();
        pair(() -> text.set("a"), () -> text.set("b"));
    }

    @Raced(on = Mutable.class)
    static void race_fieldOfAnEnumConstant() throws Exception {
        pair(() -> Mutable.ONE.hits++, () -> Mutable.ONE.hits++);
    }

    static void noRace_fieldsOfTwoEnumConstants() throws Exception {
        pair(() -> Mutable.TWO.hits++, () -> Mutable.THREE.hits++);
    }

    @Raced(on = Square.class)
    static void race_inAnAnonymousClass() throws Exception {
        Square square = new Square();
        Shape shape = new Shape() {
            @Override
            public void grow() {
                square.side = 5;
            }

            @Override
            public int size() {
                return square.side;
            }
        };
        pair(() -> shape.grow(), () -> shape.size());
    }

    static void noRace_capturedValuesAreFinal() throws Exception {
        int captured = new Square().size();
        int[] sum = new int[2];
        both(() -> sum[0] = captured, () -> sum[1] = captured);
    }
}
