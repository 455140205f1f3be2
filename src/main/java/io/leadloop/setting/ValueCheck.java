package io.leadloop.setting;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.WithConverter;
import io.smallrye.config.common.utils.StringUtil;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a value as the type of its setting, and holds it to the type's limits. */
final class ValueCheck {
  private static final Map<Class<?>, Class<?>> READ_AS =
      Map.of(
          int.class, Integer.class,
          long.class, Long.class,
          double.class, Double.class,
          boolean.class, Boolean.class,
          OptionalInt.class, Integer.class,
          OptionalLong.class, Long.class);

  private static final Map<Class<?>, String> WORDS =
      Map.of(
          Integer.class, "a whole number",
          Long.class, "a whole number",
          Double.class, "a number",
          Duration.class, "a duration such as PT30S or P7D",
          URI.class, "a URL");

  private final SmallRyeConfig config;

  /** The setting's own, if it has one. */
  private final Optional<Converter<?>> converter;

  private ValueCheck(SmallRyeConfig config, Optional<Converter<?>> converter) {
    this.config = config;
    this.converter = converter;
  }

  /** For the setting that the method declares. */
  static ValueCheck of(Method declared, SmallRyeConfig config) {
    return new ValueCheck(
        config,
        Optional.ofNullable(declared.getAnnotation(WithConverter.class))
            .map(own -> created(own.value())));
  }

  private static Converter<?> created(Class<? extends Converter<?>> type) {
    try {
      return type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no public constructor", e);
    }
  }

  /** What the value must be, if it is not. */
  Optional<String> problem(String text, AnnotatedType type) {
    if (!(type instanceof AnnotatedParameterizedType container)) {
      return single(text, (Class<?>) type.getType(), type);
    }
    AnnotatedType element = container.getAnnotatedActualTypeArguments()[0];
    Class<?> raw = (Class<?>) ((ParameterizedType) type.getType()).getRawType();
    if (Collection.class.isAssignableFrom(raw)) {
      return Arrays.stream(StringUtil.split(text))
          .flatMap(each -> problem(each, element).stream())
          .findFirst()
          .map(must -> "has an element that " + must);
    }
    return problem(text, element);
  }

  private Optional<String> single(String text, Class<?> declared, AnnotatedType limits) {
    if (converter.isPresent()) {
      return converted(text, converter.get(), limits);
    }
    Class<?> type = READ_AS.getOrDefault(declared, declared);
    try {
      return ValueLimits.problem(config.convert(text, type), limits);
    } catch (RuntimeException unreadable) {
      return Optional.of("must be " + words(type));
    }
  }

  private static Optional<String> converted(
      String text, Converter<?> converter, AnnotatedType limits) {
    try {
      return Optional.<Object>ofNullable(converter.convert(text))
          .flatMap(value -> ValueLimits.problem(value, limits));
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static String words(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants())
            .map(each -> each.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining(", ", "one of ", ""))
        : WORDS.getOrDefault(type, "a " + type.getSimpleName());
  }
}
