package io.leadloop.simulator;

import io.leadloop.simulator.callback.CallbackVerb;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;

/**
 * How one simulated Oplead behaves, as a plain value: each component is the key of the same name in
 * {@link SimulatorConfig}, which says what it means and what its default is.
 */
public record SimulatorSettings(
    int port,
    String pathPrefix,
    int quota,
    Duration quotaWindow,
    long firstId,
    List<String> statuses,
    List<String> settableStatuses,
    Duration statusDelay,
    Duration assignDelay,
    CallbackVerb callbackVerb,
    Duration callbackTimeout,
    int memory) {

  static final String PATH_PREFIX = "(/[\\w.-]+)*";

  /** Refuses settings that no simulator could keep. */
  public SimulatorSettings {
    statuses = List.copyOf(statuses);
    settableStatuses = List.copyOf(settableStatuses);
    require(pathPrefix.matches(PATH_PREFIX), "path-prefix must look like /v1");
    require(quota > 0, "quota must be at least 1");
    require(quotaWindow.toNanos() > 0, "quota-window must be positive");
    require(firstId >= 0, "first-id must not be negative");
    require(!statusDelay.isNegative(), "status-delay must not be negative");
    require(!assignDelay.isNegative(), "assign-delay must not be negative");
    require(callbackTimeout.toMillis() > 0, "callback-timeout must be a millisecond or more");
    require(memory > 0, "memory must be at least 1");
  }

  /** The settings that the configuration names. */
  public static SimulatorSettings from(SimulatorConfig config) {
    return new SimulatorSettings(
        config.port(),
        config.pathPrefix(),
        config.quota(),
        config.quotaWindow(),
        config.firstId(),
        config.statuses(),
        config.settableStatuses(),
        config.statusDelay(),
        config.assignDelay(),
        config.callbackVerb(),
        config.callbackTimeout(),
        config.memory());
  }

  /** The defaults, as an empty configuration gives them. */
  public static SimulatorSettings defaults() {
    return from(
        new SmallRyeConfigBuilder()
            .withMapping(SimulatorConfig.class)
            .build()
            .getConfigMapping(SimulatorConfig.class));
  }

  /** The defaults, to be changed one by one. */
  public static SimulatorSettingsBuilder builder() {
    return new SimulatorSettingsBuilder(defaults());
  }

  private static void require(boolean kept, String rule) {
    if (!kept) {
      throw new IllegalArgumentException(rule);
    }
  }
}
