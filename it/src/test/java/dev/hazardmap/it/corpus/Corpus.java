package dev.hazardmap.it.corpus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A class whose static {@code race_} and {@code noRace_} methods are cases, and what a JVM needs to run them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Corpus {
    /** The least mode that sees these races. */
    Mode value();

    /** The least feature version of the JDK. */
    int since() default 17;

    /** Further agent options, comma-separated, for example {@code strict=true}. */
    String agent() default "";

    /** Further JVM options, separated by blanks. */
    String jvm() default "";
}
