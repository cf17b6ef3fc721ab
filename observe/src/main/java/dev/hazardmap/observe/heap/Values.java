package dev.hazardmap.observe.heap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;

/** The library's untyped lists and fields, typed. A field that is not there is null or 0: JDKs differ. */
final class Values {
    private Values() {}

    @SuppressWarnings("unchecked") // The library predates generics; its documentation says so.
    static List<FieldValue> fields(Instance instance) {
        return instance.getFieldValues();
    }

    @SuppressWarnings("unchecked")
    static List<FieldValue> statics(JavaClass type) {
        return type.getStaticFieldValues();
    }

    @SuppressWarnings("unchecked")
    static List<@Nullable Instance> elements(ObjectArrayInstance array) {
        return array.getValues();
    }

    static @Nullable Instance object(@Nullable Instance of, String field) {
        return valueOf(of, field) instanceof ObjectFieldValue value ? value.getInstance() : null;
    }

    static long number(@Nullable Instance of, String field) {
        FieldValue value = valueOf(of, field);
        return value == null || value instanceof ObjectFieldValue ? 0 : Long.parseLong(value.getValue());
    }

    /**
     * The field that a method of the object's class would see under that name: a {@code WeakHashMap.Entry} has a {@code next} of its own
     * and one of {@code Reference}, which leads elsewhere. The library's {@code getValueOfField} takes either.
     */
    private static @Nullable FieldValue valueOf(@Nullable Instance of, String field) {
        if (of == null) {
            return null;
        }
        List<FieldValue> all = fields(of);
        for (JavaClass type = of.getJavaClass(); type != null; type = type.getSuperClass()) {
            for (FieldValue value : all) {
                if (value.getField().getName().equals(field)
                        && value.getField().getDeclaringClass().equals(type)) {
                    return value;
                }
            }
        }
        return null;
    }

    static @Nullable ObjectArrayInstance array(@Nullable Instance of, String field) {
        return object(of, field) instanceof ObjectArrayInstance array ? array : null;
    }
}
