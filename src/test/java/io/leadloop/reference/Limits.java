package io.leadloop.reference;

import static java.util.stream.Collectors.joining;

import jakarta.validation.Constraint;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What the start refuses of a setting's values: its Bean Validation constraints, in words. */
final class Limits {
  private Limits() {}

  static String of(AnnotatedType type) {
    return words(type).filter(words -> !words.isEmpty()).collect(joining(", "));
  }

  private static Stream<String> words(AnnotatedType type) {
    return Stream.concat(
        Arrays.stream(type.getAnnotations()).filter(Limits::isConstraint).map(Limits::words),
        elementWords(type));
  }

  private static Stream<String> elementWords(AnnotatedType type) {
    if (!(type instanceof AnnotatedParameterizedType container)) {
      return Stream.empty();
    }
    Stream<String> words = words(container.getAnnotatedActualTypeArguments()[0]);
    return ValueWords.isOptional(type.getType()) ? words : words.map(each -> "each " + each);
  }

  private static boolean isConstraint(Annotation annotation) {
    return annotation.annotationType().isAnnotationPresent(Constraint.class);
  }

  private static String words(Annotation constraint) {
    if (constraint instanceof NotNull) {
      return "";
    } else if (constraint instanceof NotBlank) {
      return "not blank";
    } else if (constraint instanceof NotEmpty) {
      return "not empty";
    } else if (constraint instanceof Min min) {
      return "at least " + min.value();
    } else if (constraint instanceof Max max) {
      return "at most " + max.value();
    } else if (constraint instanceof DecimalMin min && min.inclusive()) {
      return "at least " + min.value();
    } else if (constraint instanceof DecimalMax max && max.inclusive()) {
      return "at most " + max.value();
    } else if (constraint instanceof DurationMin min && min.inclusive()) {
      return "at least `" + duration(min) + "`";
    } else if (constraint instanceof DurationMax max && max.inclusive()) {
      return "at most `" + duration(max) + "`";
    } else if (constraint instanceof Pattern pattern) {
      return "like `" + pattern.regexp() + "`";
    }
    return ownWords(constraint);
  }

  /** The constraints that are the gateway's own say it in their messages. */
  private static String ownWords(Annotation constraint) {
    try {
      Object message = constraint.annotationType().getMethod("message").invoke(constraint);
      if (message instanceof String words && !words.startsWith("{")) {
        return words.replaceFirst("^must be ", "");
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalArgumentException("no words for " + constraint);
  }

  private static Duration duration(DurationMin min) {
    return duration(
        min.days(), min.hours(), min.minutes(), min.seconds(), min.millis(), min.nanos());
  }

  private static Duration duration(DurationMax max) {
    return duration(
        max.days(), max.hours(), max.minutes(), max.seconds(), max.millis(), max.nanos());
  }

  private static Duration duration(
      long days, long hours, long minutes, long seconds, long millis, long nanos) {
    return Duration.ofDays(days)
        .plusHours(hours)
        .plusMinutes(minutes)
        .plusSeconds(seconds)
        .plusMillis(millis)
        .plusNanos(nanos);
  }
}
