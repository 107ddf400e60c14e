package org.lwm2m.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The requirements that a test proves, by their ids: {@code @Proves("REG-03")}. The conformance table is made of these,
 * so a test names a requirement only if it would fail were the requirement not met.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Proves {

    String[] value();
}
