package io.leadloop.store;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

/**
 * A text of 1 to {@link #max} code points that the database stores unchanged: no control characters
 * (NUL cannot be stored) and no unpaired surrogates (they would become question marks).
 */
@Constraint(validatedBy = Storable.Check.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Storable {
  int max();

  String message() default Check.MESSAGE;

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Runs on every character of every submission, hence no regular expression. */
  final class Check implements ConstraintValidator<Storable, String> {
    private static final String MESSAGE = "must be 1 to {max} characters, none a control character";

    private int max;

    /** Checks a text without a validator; returns the error, if any. */
    public static Optional<String> fault(String text, int max) {
      return isStorable(text, max)
          ? Optional.empty()
          : Optional.of(MESSAGE.replace("{max}", Integer.toString(max)));
    }

    /** Whether every character would be stored unchanged. */
    public static boolean isStorable(String text) {
      return text.codePoints().allMatch(Check::isStorable);
    }

    @Override
    public void initialize(Storable storable) {
      max = storable.max();
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      return text == null || isStorable(text, max);
    }

    private static boolean isStorable(String text, int max) {
      return !text.isEmpty() && text.codePointCount(0, text.length()) <= max && isStorable(text);
    }

    private static boolean isStorable(int character) {
      int type = Character.getType(character);
      return type != Character.CONTROL && type != Character.SURROGATE;
    }
  }
}
