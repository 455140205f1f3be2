package io.leadloop.reconciliation;

import static java.util.stream.Collectors.joining;

import io.leadloop.oplead.status.StatusCode;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;

/** The code of a {@link StatusCode}. */
@Constraint(validatedBy = Status.Check.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface Status {
  String message() default "";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Names the codes where it refuses. */
  final class Check implements ConstraintValidator<Status, String> {
    private static final String EXPECTED =
        Arrays.stream(StatusCode.values())
            .map(StatusCode::wireName)
            .collect(joining(", ", "must be one of ", ""));

    @Override
    public boolean isValid(String code, ConstraintValidatorContext context) {
      boolean isValid =
          code == null
              || Arrays.stream(StatusCode.values()).anyMatch(s -> s.wireName().equals(code));
      if (!isValid) {
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(EXPECTED).addConstraintViolation();
      }
      return isValid;
    }
  }
}
