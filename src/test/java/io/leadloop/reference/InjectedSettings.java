package io.leadloop.reference;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings that a class is given one by one, as {@link ConfigProperty} of a constructor. */
final class InjectedSettings {
  private final SourceComments comments;
  private final Properties shipped;

  /**
   * @param shipped the package's {@code application.properties}
   */
  InjectedSettings(SourceComments comments, Properties shipped) {
    this.comments = comments;
    this.shipped = shipped;
  }

  /**
   * @param prefix the settings whose keys start with it are left out
   */
  Stream<Setting> of(Class<?> type, String prefix) {
    return Arrays.stream(type.getDeclaredConstructors())
        .map(Constructor::getParameters)
        .flatMap(Arrays::stream)
        .filter(parameter -> parameter.isAnnotationPresent(ConfigProperty.class))
        .filter(parameter -> !key(parameter).startsWith(prefix))
        .map(this::setting);
  }

  private Setting setting(Parameter parameter) {
    return new Setting(
        key(parameter),
        sentence(comments.of(parameter)),
        ValueWords.of(parameter.getParameterizedType()),
        fallback(parameter),
        Limits.of(parameter.getAnnotatedType()));
  }

  private static String key(Parameter parameter) {
    return parameter.getAnnotation(ConfigProperty.class).name();
  }

  private String fallback(Parameter parameter) {
    String value = parameter.getAnnotation(ConfigProperty.class).defaultValue();
    return Optional.ofNullable(shipped.getProperty(key(parameter)))
        .or(() -> Optional.of(value).filter(v -> !v.equals(ConfigProperty.UNCONFIGURED_VALUE)))
        .map(given -> "`" + given + "`")
        .orElse(
            ValueWords.isOptional(parameter.getParameterizedType())
                ? Setting.NONE
                : Setting.REQUIRED);
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }
}
