package dev.hazardmap.lint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Silences lint findings on a class, method or field.
 *
 * <p>It works only with a reason that is not blank: the next reader needs it more than the tool does.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.FIELD})
public @interface SuppressMapLint {
    /** Rule ids ({@code HM-RACE-LOCK}) or groups ({@code RACE}). */
    String[] value();

    /** Why the finding does not apply here. */
    String reason();
}
