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
 * A provider's own id for a lead: 1 to 128 characters, as a reader counts them, that the database
 * keeps as they are: no control character, of which NUL cannot be stored, and no half of a
 * surrogate pair, which would become a question mark.
 */
@Pattern(regexp = Reference.STORABLE + "{1,128}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@interface Reference {
  /** One character that the database keeps as it is. */
  String STORABLE = "[^\\p{Cc}\\p{Cs}]";

  String message() default "must be 1 to 128 characters, none a control character";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
