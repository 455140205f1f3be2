package io.leadloop.reference;

import static java.util.Comparator.comparingInt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The settings of an interface with {@link ConfigMapping}: a section for itself, and one for each
 * interface in it.
 */
final class MappedSettings {
  private final SourceComments comments;
  private final Properties shipped;

  /**
   * @param shipped the package's {@code application.properties}, whose values are before the
   *     interfaces' defaults
   */
  MappedSettings(SourceComments comments, Properties shipped) {
    this.comments = comments;
    this.shipped = shipped;
  }

  List<Section> of(Class<?> mapping) {
    List<Section> sections = new ArrayList<>();
    String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
    add("##", prefix, comments.of(mapping), mapping, sections);
    return sections;
  }

  private void add(
      String level, String prefix, String text, Class<?> type, List<Section> sections) {
    List<Setting> settings = new ArrayList<>();
    sections.add(new Section(level, prefix, text, settings));
    methods(type)
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .sorted(comparingInt(comments::position))
        .forEach(
            method -> {
              String key = prefix + "." + name(method);
              Class<?> value = method.getReturnType();
              if (isWithin(type, value)) {
                add("###", key, text(method, value), value, sections);
              } else {
                settings.add(setting(key, method));
              }
            });
  }

  /** Its own and those of the interfaces that it extends. */
  private static Stream<Method> methods(Class<?> type) {
    return Stream.concat(
        Arrays.stream(type.getDeclaredMethods()),
        Arrays.stream(type.getInterfaces()).flatMap(MappedSettings::methods));
  }

  private static boolean isWithin(Class<?> type, Class<?> value) {
    return value.isInterface() && value.getNestHost() == type.getNestHost();
  }

  /** The interface's comment often repeats and extends that of the method that returns it. */
  private String text(Method method, Class<?> type) {
    String before = comments.of(method);
    String text = comments.of(type);
    boolean repeats = text.startsWith(before.substring(0, before.length() - 1));
    return repeats ? text : before + " " + text;
  }

  private Setting setting(String key, Method method) {
    return new Setting(
        key,
        comments.of(method),
        ValueWords.of(method.getGenericReturnType()),
        fallback(key, method),
        Limits.of(method.getAnnotatedReturnType()));
  }

  private String fallback(String key, Method method) {
    return Optional.ofNullable(shipped.getProperty(key))
        .or(() -> Optional.ofNullable(method.getAnnotation(WithDefault.class)).map(d -> d.value()))
        .map(value -> "`" + value + "`")
        .orElse(
            ValueWords.isOptional(method.getGenericReturnType()) ? Setting.NONE : Setting.REQUIRED);
  }

  private static String name(Method method) {
    return Optional.ofNullable(method.getAnnotation(WithName.class))
        .map(WithName::value)
        .orElseGet(() -> StringUtil.skewer(method.getName()));
  }
}
