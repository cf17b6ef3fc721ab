package dev.hazardmap.it.corpus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the report of a {@code race_} case must name. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Raced {
    /** The raced object's class; any of several where the contract leaves open which layer is named. */
    Class<?>[] on() default {};

    /** The same by binary name, for classes that cannot be named in Java source. */
    String[] onNamed() default {};

    /**
     * The two operations, in either order: each must be the report's operation or a method on its stack. Alternatives
     * are separated by bars, where the contract leaves open which step of an operation is the first to touch the object.
     */
    String[] ops() default {};
}
