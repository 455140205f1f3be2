package io.leadloop.benchmark.stage;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.stream.Stream;

/** Settings on one line of text, from the process that has the servers to the one that measures. */
final class ServerSettings {
  private static final String BETWEEN = "\t";

  private ServerSettings() {}

  static String write(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(joining(BETWEEN));
  }

  static Map<String, String> read(String line) {
    return Stream.of(line.split(BETWEEN))
        .map(setting -> setting.split("=", 2))
        .collect(toMap(setting -> setting[0], setting -> setting[1]));
  }
}
