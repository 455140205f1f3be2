package io.leadloop.benchmark.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How long and how big a run is; the defaults stand in the profile {@code bench} of the build.
 *
 * @param directory where the build put the package, and where the page goes
 * @param load how long each load lasts
 * @param rounds how often loads that are compared take turns
 * @param soak how long the gateway is watched at half load
 * @param rows how many leads the large database holds
 * @param burst how many leads go through the whole loop together, and warm the light load up
 * @param lanes how many lanes are parked behind their quotas
 * @param customers how many lanes the part capacity has
 * @param queue how many leads are forwarded as fast as it goes
 * @param minutes how long a lane is held against its quota
 * @param statements whether PostgreSQL counts its statements, for the light load's table of them;
 *     that costs it a few percent
 * @param parts the measured parts: intake, callbacks, loop, light, push, lanes, capacity
 * @param options of the gateway's JVM
 */
public record BenchmarkSettings(
    Path directory,
    Duration load,
    int rounds,
    Duration soak,
    long rows,
    int burst,
    int lanes,
    int customers,
    int queue,
    Duration minutes,
    boolean statements,
    Set<String> parts,
    List<String> options) {
  /** Connections that carry one request at a time. */
  public static final int CONNECTIONS = 64;

  /** Connections that stream. */
  public static final int STREAMS = 4;

  /** How many leads the small database holds. */
  public static final long FEW_ROWS = 10_000;

  public static BenchmarkSettings fromSystemProperties() {
    return new BenchmarkSettings(
        Path.of(property("directory")).toAbsolutePath(),
        Duration.ofSeconds(Long.parseLong(property("seconds"))),
        Integer.parseInt(property("rounds")),
        Duration.parse(property("soak")),
        Long.parseLong(property("rows")),
        Integer.parseInt(property("burst")),
        Integer.parseInt(property("lanes")),
        Integer.parseInt(property("customers")),
        Integer.parseInt(property("queue")),
        Duration.parse(property("minutes")),
        Boolean.parseBoolean(property("statements")),
        Set.of(property("parts").split(",")),
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
