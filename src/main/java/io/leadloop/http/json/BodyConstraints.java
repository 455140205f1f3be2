package io.leadloop.http.json;

import io.leadloop.error.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.annotation.ElementType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Checks the constraints that bodies declare. The validator is made for the first body: at the
 * start it would take a seventh of the main thread's time. Limits of settings are checked without
 * it.
 */
public final class BodyConstraints {
  private static final Pattern CAPITAL = Pattern.compile("([a-z0-9])([A-Z])");

  private BodyConstraints() {}

  /** One error for each violated constraint, with the pointer of the member. */
  public static List<FieldError> violatedBy(Object body) {
    return Lazy.VALIDATOR.validate(body).stream()
        .map(BodyConstraints::fieldError)
        .sorted(Comparator.comparing(FieldError::pointer))
        .toList();
  }

  private static FieldError fieldError(ConstraintViolation<?> violation) {
    String path = violation.getPropertyPath().toString().replace(".<list element>", "");
    String pointer = "/" + path.replaceAll("[\\[.]", "/").replace("]", "");
    return new FieldError(snakeCase(pointer), violation.getMessage());
  }

  private static String snakeCase(String name) {
    return CAPITAL
        .matcher(name)
        .replaceAll(m -> m.group(1) + "_" + m.group(2).toLowerCase(Locale.ROOT));
  }

  private static final class Lazy {
    /** In English, whatever the machine's language; pages translate. */
    static final Validator VALIDATOR =
        Validation.byProvider(HibernateValidator.class)
            .configure()
            .ignoreXmlConfiguration()
            .messageInterpolator(
                new ParameterMessageInterpolator(
                    Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, false))
            .traversableResolver(new Everything())
            .buildValidatorFactory()
            .getValidator();
  }

  /** Bodies are whole; none has members that a database would load. */
  private static final class Everything implements TraversableResolver {
    @Override
    public boolean isReachable(
        Object owner, Path.Node member, Class<?> root, Path path, ElementType type) {
      return true;
    }

    @Override
    public boolean isCascadable(
        Object owner, Path.Node member, Class<?> root, Path path, ElementType type) {
      return true;
    }
  }
}
