package io.leadloop.simulator;

import io.leadloop.simulator.callback.CallbackVerb;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;

/**
 * How one simulated Oplead behaves. Tokens are no part of it, see {@link SimulatedOplead#accept}.
 *
 * @param port the loopback port that it listens on; 0 takes a free one
 * @param pathPrefix what stands before {@code /leads} in every path: empty, or like {@code /v1}
 * @param quota how many requests of every verb one token may make in any window
 * @param quotaWindow the length of the sliding window that the quota is counted over
 * @param firstId the identifier of the first lead; the following ones count up from it
 * @param statuses see {@link SimulatorConfig}, as for the two delays
 * @param callbackVerb of the callbacks to a lead's webhook; subscribers are called by POST
 * @param callbackTimeout how long a callback may stay unanswered before it is given up
 * @param memory how many leads, requests, callbacks and records of documents are kept, each; the
 *     oldest leave first
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

  /** The defaults, with what the configuration names. */
  public static SimulatorSettings from(SimulatorConfig config) {
    return new SimulatorSettingsBuilder(config).build();
  }

  /** The defaults. */
  public static SimulatorSettings defaults() {
    return builder().build();
  }

  /** The defaults, to be changed one by one. */
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
