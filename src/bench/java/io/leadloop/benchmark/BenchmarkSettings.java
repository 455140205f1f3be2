package io.leadloop.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How long and how big a run is; the defaults stand in the profile {@code bench} of the build.
 *
 * @param directory where the build put the package, and where the page goes
 * @param load how long each load lasts
 * @param rounds how often loads that are compared take turns
 * @param soak how long the gateway is watched at half load
 * @param rows how many leads the large database holds
 * @param options of the gateway's JVM
 */
record BenchmarkSettings(
    Path directory, Duration load, int rounds, Duration soak, long rows, List<String> options) {
  /** Connections that carry one request at a time. */
  static final int CONNECTIONS = 64;

  /** Connections that stream. */
  static final int STREAMS = 4;

  /** How many leads the small database holds. */
  static final long FEW_ROWS = 10_000;

  static BenchmarkSettings fromSystemProperties() {
    return new BenchmarkSettings(
        Path.of(property("directory")).toAbsolutePath(),
        Duration.ofSeconds(Long.parseLong(property("seconds"))),
        Integer.parseInt(property("rounds")),
        Duration.parse(property("soak")),
        Long.parseLong(property("rows")),
        List.of(property("options").split(" ")));
  }

  private static String property(String name) {
    String value = System.getProperty("bench." + name);
    if (value == null) {
      throw new IllegalArgumentException("bench." + name + " is not set");
    }
    return value;
  }
}
