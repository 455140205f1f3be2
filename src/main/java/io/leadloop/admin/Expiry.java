package io.leadloop.admin;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;

/** The expiry of a key: in the future, with a year of four digits as in RFC 3339. */
@Constraint(validatedBy = Expiry.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface Expiry {
  String message() default "must be in the future, and before the year 10000";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Null is valid. */
  final class Check implements ConstraintValidator<Expiry, Instant> {
    private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

    @Override
    public boolean isValid(Instant time, ConstraintValidatorContext context) {
      return time == null
          || time.isAfter(context.getClockProvider().getClock().instant())
              && time.isBefore(TOO_LATE);
    }
  }
}
