package io.leadloop.admin;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A customer's or provider's name in URLs, topics and tables. */
@Pattern(
    regexp = "^" + Slug.FORM + "$",
    message = "must be lower-case letters and digits, with single hyphens between them")
@Size(max = 63, message = "must have at most 63 characters")
@Constraint(validatedBy = {})
@Target({
  ElementType.FIELD,
  ElementType.PARAMETER,
  ElementType.TYPE_USE,
  ElementType.RECORD_COMPONENT
})
@Retention(RetentionPolicy.RUNTIME)
public @interface Slug {
  /**
   * The regular expression. It checks the length first, because Java matches the rest recursively
   * and a long text would overflow the stack.
   */
  String FORM = "(?=.{1,63}$)[a-z0-9](-?[a-z0-9])*";

  String message() default "";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
