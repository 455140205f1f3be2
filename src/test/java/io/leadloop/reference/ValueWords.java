package io.leadloop.reference;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonPointer;
import io.smallrye.config.common.utils.StringUtil;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What kind of value a setting takes, in words. */
final class ValueWords {
  private static final Map<Type, String> NOUNS =
      Map.ofEntries(
          Map.entry(String.class, "text"),
          Map.entry(short.class, "whole number"),
          Map.entry(int.class, "whole number"),
          Map.entry(Integer.class, "whole number"),
          Map.entry(long.class, "whole number"),
          Map.entry(Long.class, "whole number"),
          Map.entry(double.class, "number"),
          Map.entry(Duration.class, "duration"),
          Map.entry(URI.class, "URL"),
          Map.entry(Path.class, "file path"),
          Map.entry(ZoneId.class, "time zone"),
          Map.entry(Locale.class, "language tag"),
          Map.entry(JsonPointer.class, "JSON Pointer"));

  private ValueWords() {}

  static String of(Type type) {
    if (type == boolean.class) {
      return "`true` or `false`";
    }
    if (type instanceof Class<?> choice && choice.isEnum()) {
      return choice(choice);
    }
    if (type instanceof ParameterizedType container) {
      return container.getRawType() == Optional.class
          ? of(element(container))
          : "list of " + noun(element(container)) + "s";
    }
    return noun(type);
  }

  static boolean isOptional(Type type) {
    return type instanceof ParameterizedType container && container.getRawType() == Optional.class;
  }

  private static Type element(ParameterizedType container) {
    if (!Set.of(Optional.class, List.class, Set.class).contains(container.getRawType())) {
      throw new IllegalArgumentException("no words for " + container);
    }
    return container.getActualTypeArguments()[0];
  }

  private static String noun(Type type) {
    String noun = NOUNS.get(type);
    if (noun == null) {
      throw new IllegalArgumentException("no words for " + type);
    }
    return noun;
  }

  private static String choice(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> "`" + StringUtil.skewer(((Enum<?>) constant).name()) + "`")
        .collect(joining(" or "));
  }
}
