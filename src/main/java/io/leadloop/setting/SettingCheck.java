package io.leadloop.setting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Checks all settings with a prefix against the interfaces that declare them. */
public final class SettingCheck {
  private static final String VARIABLES = "EnvConfigSource";

  private final String prefix;
  private final SortedMap<String, Method> known = new TreeMap<>();
  private final Set<String> variables;

  /**
   * @param prefix of the settings that are checked, such as {@code leadloop}
   * @param mappings the interfaces that declare them, each with {@link ConfigMapping}
   */
  public SettingCheck(String prefix, Collection<Class<?>> mappings) {
    this.prefix = prefix + ".";
    for (Class<?> mapping : mappings) {
      String root = mapping.getAnnotation(ConfigMapping.class).prefix();
      ConfigMappings.getProperties(new ConfigClass(mapping, root))
          .forEach((name, property) -> known.put(name, property.getMethod()));
    }
    this.variables = known.keySet().stream().map(Spelling::variable).collect(Collectors.toSet());
  }

  /**
   * A sentence for each setting that does not exist, cannot be read or is outside its limits. An
   * absent setting is no problem here, and no value is repeated: it may be a secret. What a
   * converter of the setting's own cannot read is left to that.
   *
   * @param given the settings, without a mapping
   * @param foreign environment variables with the prefix that are somebody else's
   */
  public List<String> problems(SmallRyeConfig given, Set<String> foreign) {
    Stream<String> unknown =
        StreamSupport.stream(given.getPropertyNames().spliterator(), false)
            .filter(name -> name.startsWith(prefix) && given.getRawValue(name) != null)
            .sorted()
            .flatMap(name -> unknown(name, isVariable(name, given), foreign).stream());
    Stream<String> wrong =
        known.entrySet().stream()
            .flatMap(setting -> wrong(setting.getKey(), setting.getValue(), given).stream());
    return Stream.concat(unknown, wrong).distinct().toList();
  }

  private static boolean isVariable(String name, SmallRyeConfig given) {
    return String.valueOf(given.getConfigValue(name).getConfigSourceName()).contains(VARIABLES);
  }

  private Optional<String> unknown(String name, boolean isVariable, Set<String> foreign) {
    String variable = Spelling.variable(name);
    if (isVariable) {
      return variables.contains(variable) || foreign.contains(variable)
          ? Optional.empty()
          : Optional.of(variable + " is not a setting" + suggestion(variable, variables));
    }
    String element = name.replaceFirst("\\[\\d+]$", "");
    return known.containsKey(element)
        ? Optional.empty()
        : Optional.of(name + " is not a setting" + suggestion(name, known.keySet()));
  }

  private static String suggestion(String name, Set<String> all) {
    return Spelling.nearest(name, all)
        .map(meant -> "; did you mean " + meant + "?")
        .orElse("; src/docs/configuration.md lists every one.");
  }

  private static Optional<String> wrong(String name, Method declared, SmallRyeConfig given) {
    return given
        .getOptionalValue(name, String.class)
        .flatMap(
            text -> ValueCheck.of(declared, given).problem(text, declared.getAnnotatedReturnType()))
        .map(must -> name + " " + must + ".");
  }
}
