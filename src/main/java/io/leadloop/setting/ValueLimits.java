package io.leadloop.setting;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The limits of settings, in the annotations of Bean Validation, before anything is started. */
final class ValueLimits {
  private ValueLimits() {}

  /** What the value must be, if it is not. */
  static Optional<String> problem(Object value, AnnotatedType type) {
    return Arrays.stream(type.getAnnotations())
        .flatMap(limit -> problem(value, limit).stream())
        .findFirst();
  }

  private static Optional<String> problem(Object value, Annotation limit) {
    if (limit instanceof Min min) {
      return least(number(value), BigDecimal.valueOf(min.value()));
    } else if (limit instanceof Max max) {
      return most(number(value), BigDecimal.valueOf(max.value()));
    } else if (limit instanceof DecimalMin min) {
      return least(number(value), new BigDecimal(min.value()));
    } else if (limit instanceof DecimalMax max) {
      return most(number(value), new BigDecimal(max.value()));
    } else if (limit instanceof DurationMin min) {
      return least((Duration) value, duration(min));
    } else if (limit instanceof DurationMax max) {
      return most((Duration) value, duration(max));
    } else if (limit instanceof NotBlank && value.toString().isBlank()) {
      return Optional.of("must not be blank");
    } else if (limit instanceof Pattern form && !value.toString().matches(form.regexp())) {
      return Optional.of(
          form.message().startsWith("{") ? "must be like " + form.regexp() : form.message());
    }
    return Optional.empty();
  }

  private static BigDecimal number(Object value) {
    return new BigDecimal(value.toString());
  }

  private static <T extends Comparable<T>> Optional<String> least(T value, T least) {
    return value.compareTo(least) < 0 ? Optional.of("must be at least " + least) : Optional.empty();
  }

  private static <T extends Comparable<T>> Optional<String> most(T value, T most) {
    return value.compareTo(most) > 0 ? Optional.of("must be at most " + most) : Optional.empty();
  }

  private static Duration duration(DurationMin min) {
    return Duration.ofDays(min.days())
        .plusHours(min.hours())
        .plusMinutes(min.minutes())
        .plusSeconds(min.seconds())
        .plusMillis(min.millis())
        .plusNanos(min.nanos());
  }

  private static Duration duration(DurationMax max) {
    return Duration.ofDays(max.days())
        .plusHours(max.hours())
        .plusMinutes(max.minutes())
        .plusSeconds(max.seconds())
        .plusMillis(max.millis())
        .plusNanos(max.nanos());
  }
}
