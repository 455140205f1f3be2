package io.leadloop.admin.customer;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a customer's leads are sent. Null is valid. */
@Pattern(regexp = "^(rest|form)$")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface Wire {
  /** By the REST API. */
  String REST = "rest";

  /** By the older form import. */
  String FORM = "form";

  String message() default "must be rest or form";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
