package io.leadloop.store;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text of 1 to {@link #max} characters, as a reader counts them, that the database keeps as they
 * are: no control character, of which NUL cannot be stored, and no half of a surrogate pair, which
 * would become a question mark.
 */
@Constraint(validatedBy = Storable.Check.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Storable {
  int max();

  String message() default "must be 1 to {max} characters, none a control character";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Looks at every character of every submission, so it goes without a regular expression. */
  final class Check implements ConstraintValidator<Storable, String> {
    private int max;

    /** Whether each character, if there are any, would be kept as it is. */
    public static boolean isKept(String text) {
      return text.codePoints().allMatch(Check::isKept);
    }

    @Override
    public void initialize(Storable storable) {
      max = storable.max();
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      return text == null
          || !text.isEmpty() && text.codePointCount(0, text.length()) <= max && isKept(text);
    }

    private static boolean isKept(int character) {
      int type = Character.getType(character);
      return type != Character.CONTROL && type != Character.SURROGATE;
    }
  }
}
