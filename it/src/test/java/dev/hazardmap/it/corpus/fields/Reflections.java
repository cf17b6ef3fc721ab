package dev.hazardmap.it.corpus.fields;

import static dev.hazardmap.it.corpus.Threads.inOrder;
import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Reflection reads and writes the same locations, with the field's own memory semantics. */
@Corpus(Mode.FULL)
class Reflections {
    private static final class Bean {
        private int count;
        private Object name;
        private volatile int state;
        private static long total;

        void setCount(int next) {
            count = next;
        }

        int getCount() {
            return count;
        }
    }

    private static Field field(String name) throws NoSuchFieldException {
        Field field = Bean.class.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static Method method(String name, Class<?>... parameters) throws NoSuchMethodException {
        Method method = Bean.class.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    @Raced(on = Bean.class)
    static void race_setIntAndPlainRead() throws Exception {
        Bean bean = new Bean();
        Field count = field("count");
        pair(() -> count.setInt(bean, 1), () -> bean.getCount());
    }

    @Raced(on = Bean.class)
    static void race_getIntAndPlainWrite() throws Exception {
        Bean bean = new Bean();
        Field count = field("count");
        pair(() -> bean.setCount(1), () -> count.getInt(bean));
    }

    @Raced(on = Bean.class)
    static void race_setAndGetOfAReference() throws Exception {
        Bean bean = new Bean();
        Field name = field("name");
        pair(() -> name.set(bean, "x"), () -> name.get(bean));
    }

    @Raced(on = Bean.class)
    static void race_staticField() throws Exception {
        Field total = field("total");
        pair(() -> total.setLong(null, 1), () -> total.getLong(null));
    }

    static void noRace_volatileField() throws Exception {
        Bean bean = new Bean();
        Field state = field("state");
        pair(() -> state.setInt(bean, 1), () -> state.getInt(bean));
    }

    /** Setting a volatile field by reflection publishes as the assignment does. */
    static void noRace_volatileFieldPublishes() throws Exception {
        Bean bean = new Bean();
        Field state = field("state");
        inOrder(
                () -> {
                    bean.setCount(1);
                    state.setInt(bean, 1);
                },
                () -> {
                    if (state.getInt(bean) == 1) {
                        bean.getCount();
                    }
                });
    }

    @Raced(on = Bean.class)
    static void race_writeAfterTheVolatileField() throws Exception {
        Bean bean = new Bean();
        Field state = field("state");
        inOrder(
                () -> {
                    state.setInt(bean, 1);
                    bean.setCount(1);
                },
                () -> {
                    if (state.getInt(bean) == 1) {
                        bean.getCount();
                    }
                });
    }

    @Raced(on = Bean.class)
    static void race_methodInvoke() throws Exception {
        Bean bean = new Bean();
        Method set = method("setCount", int.class);
        Method get = method("getCount");
        pair(() -> set.invoke(bean, 1), () -> get.invoke(bean));
    }

    @Raced(on = int[].class)
    static void race_arraySet() throws Exception {
        int[] array = new int[3];
        pair(() -> Array.setInt(array, 1, 5), () -> array[2] = array[1]);
    }

    static void noRace_arraySetOfOtherElements() throws Exception {
        int[] array = new int[3];
        pair(() -> Array.setInt(array, 1, 5), () -> Array.set(array, 2, 6));
    }
}
