package dev.hazardmap.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails the test, or each test of the class, during which the race detector reports a race. The report is the failure's
 * message. Races outside of the tests ({@code @BeforeAll}, {@code @AfterAll}, threads that outlive their test) fail the
 * class, when the annotation is on the class.
 *
 * <p>The detector's agent must be in the JVM; without it the tests fail with a line that says so, unless the
 * configuration parameter {@code hazardmap.agent} is {@code optional}. For all tests at once, without annotations:
 * {@code junit.jupiter.extensions.autodetection.enabled=true}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(RaceExtension.class)
public @interface DetectRaces {
    /**
     * Races to ignore: regular expressions, found anywhere in a stack frame of either access as
     * {@code com.acme.Sessions.add}. For more than a few, or with reasons, use a suppression file.
     */
    String[] ignoring() default {};
}
