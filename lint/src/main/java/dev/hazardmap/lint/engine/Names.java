package dev.hazardmap.lint.engine;

import org.objectweb.asm.Type;

/** Turns internal names into the names a Java programmer reads. */
public final class Names {
    private Names() {}

    /** {@code com/acme/Sessions$Live} becomes {@code Sessions.Live}. */
    public static String simple(String internal) {
        String name = internal.substring(internal.lastIndexOf('/') + 1);
        return name.replace('$', '.');
    }

    /** {@code com/acme/Sessions$Live} becomes {@code com.acme.Sessions$Live}, as in a stack trace. */
    public static String dotted(String internal) {
        return internal.replace('/', '.');
    }

    /** The internal name of a reference descriptor, or the descriptor itself for arrays and primitives. */
    public static String typeOf(String desc) {
        Type type = Type.getType(desc);
        return type.getSort() == Type.OBJECT ? type.getInternalName() : desc;
    }
}
