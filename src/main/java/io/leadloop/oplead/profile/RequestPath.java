package io.leadloop.oplead.profile;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A path under a base address, of the characters that RFC 3986 allows: nothing that could end the
 * first line of a request, and no second slash at its beginning, which would name a host.
 */
@Constraint(validatedBy = RequestPath.Check.class)
@Target({ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequestPath {
  /** What stands for a value of each request; it may be missing unless {@link #required}. */
  String[] placeholders() default {};

  /** Whether every placeholder has to be there. */
  boolean required() default false;

  String message() default
      "must be a path that begins with one slash, with its required placeholder, and percent-encodes"
          + " characters that are not allowed in an address";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Null is valid. */
  final class Check implements ConstraintValidator<RequestPath, String> {
    private static final String CHARACTER = "(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+";
    private static final Pattern PATH =
        Pattern.compile("/(?!/)" + CHARACTER + "(?:\\?[?]*" + CHARACTER + ")?");

    private List<String> placeholders;
    private boolean required;

    @Override
    public void initialize(RequestPath path) {
      placeholders = List.of(path.placeholders());
      required = path.required();
    }

    @Override
    public boolean isValid(String path, ConstraintValidatorContext context) {
      if (path == null) {
        return true;
      }
      String filled = path;
      for (String placeholder : placeholders) {
        filled = filled.replace(placeholder, "0");
      }
      boolean complete = !required || placeholders.stream().allMatch(path::contains);
      return complete && PATH.matcher(filled).matches();
    }
  }
}
