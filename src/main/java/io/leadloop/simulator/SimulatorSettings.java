package io.leadloop.simulator;

import io.leadloop.simulator.callback.CallbackVerb;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;

/**
 * Settings of one simulated Oplead. Tokens are set by {@link SimulatedOplead#accept}.
 *
 * @param port the loopback port; 0 picks a free one
 * @param pathPrefix the path prefix before {@code /leads}: empty, or like {@code /v1}
 * @param quota requests of all verbs that one token may make in any window
 * @param quotaWindow the length of the sliding window that the quota is counted over
 * @param firstId the id of the first lead; ids count up from it
 * @param statuses see {@link SimulatorConfig}, as for the two delays
 * @param callbackVerb the verb of callbacks to a lead's webhook; subscribers are called with POST
 * @param callbackTimeout time-out of a callback
 * @param memory maximum number of leads, requests, callbacks and document records each; the oldest
 *     are evicted first
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

  private static final String PATH_PREFIX = "(/[\\w.-]+)*";

  /** Validates the settings. */
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

  /** The defaults, overridden by the configuration. */
  public static SimulatorSettings from(SimulatorConfig config, int port) {
    return new SimulatorSettingsBuilder(config).port(port).build();
  }

  /** The defaults. */
  public static SimulatorSettings defaults() {
    return builder().build();
  }

  /** A builder that starts with the defaults. */
  public static SimulatorSettingsBuilder builder() {
    return new SimulatorSettingsBuilder(
        new SmallRyeConfigBuilder()
            .withMapping(SimulatorConfig.class)
            .build()
            .getConfigMapping(SimulatorConfig.class));
  }

  private static void require(boolean kept, String rule) {
    if (!kept) {
      throw new IllegalArgumentException(rule);
    }
  }
}
