package io.leadloop.testing;

import static java.util.stream.Collectors.toMap;

import java.util.Locale;
import java.util.Map;

/** Settings as environment variables. */
public final class EnvironmentVariables {
  private EnvironmentVariables() {}

  /** {@code LEADLOOP_PUBLIC_URL} for {@code leadloop.public-url}, and so on. */
  public static Map<String, String> of(Map<String, String> settings) {
    return settings.entrySet().stream()
        .collect(
            toMap(
                setting ->
                    setting.getKey().replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT),
                Map.Entry::getValue));
  }
}
