package dev.hazardmap.detector;

import java.lang.reflect.Field;

/** Called from the JDK's reflection: programs don't get to see the fields that the agent added to their classes. */
public final class FieldFilter {
    private static final String ADDED = "hazardmap$";

    private FieldFilter() {}

    /** The same array when there is nothing to leave out. */
    public static Field[] visible(Field[] all) {
        int kept = 0;
        for (Field field : all) {
            kept += field.getName().startsWith(ADDED) ? 0 : 1;
        }
        if (kept == all.length) {
            return all;
        }
        Field[] visible = new Field[kept];
        int i = 0;
        for (Field field : all) {
            if (!field.getName().startsWith(ADDED)) {
                visible[i++] = field;
            }
        }
        return visible;
    }
}
