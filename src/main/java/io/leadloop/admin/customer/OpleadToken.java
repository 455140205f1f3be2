package io.leadloop.admin.customer;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A customer's Oplead token. It is sent in a header or query, so it must not contain characters
 * that end one. Null is valid.
 */
@Pattern(regexp = "[\\x21-\\x7e]{1,4096}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface OpleadToken {
  String message() default "must be 1 to 4096 visible ASCII characters, without spaces";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
