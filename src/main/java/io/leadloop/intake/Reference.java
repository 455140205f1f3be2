package io.leadloop.intake;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A provider's own id for a lead: 1 to 128 characters, as a reader counts them, none a control
 * character or half of one.
 */
@Pattern(regexp = "[^\\p{Cc}\\p{Cs}]{1,128}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@interface Reference {
  String message() default "must be 1 to 128 characters, none a control character";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
