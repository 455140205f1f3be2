package io.leadloop.simulator;

import io.leadloop.simulator.callback.CallbackVerb;
import java.time.Duration;
import java.util.List;

/** Changes single components of a {@link SimulatorSettings}, and has their defaults. */
public final class SimulatorSettingsBuilder {

  private int port;
  private String pathPrefix = "/v1";
  private int quota = 100;
  private Duration quotaWindow = Duration.ofMinutes(1);
  private long firstId = 1001;
  private List<String> statuses;
  private List<String> settableStatuses;
  private Duration statusDelay;
  private Duration assignDelay;
  private CallbackVerb callbackVerb = CallbackVerb.POST;
  private Duration callbackTimeout = Duration.ofSeconds(5);
  private int memory = 100_000;

  SimulatorSettingsBuilder(SimulatorConfig config) {
    statuses = config.statuses();
    settableStatuses = config.settableStatuses();
    statusDelay = config.statusDelay();
    assignDelay = config.assignDelay();
  }

  public SimulatorSettingsBuilder port(int value) {
    port = value;
    return this;
  }

  public SimulatorSettingsBuilder pathPrefix(String value) {
    pathPrefix = value;
    return this;
  }

  public SimulatorSettingsBuilder quota(int value) {
    quota = value;
    return this;
  }

  public SimulatorSettingsBuilder quotaWindow(Duration value) {
    quotaWindow = value;
    return this;
  }

  public SimulatorSettingsBuilder firstId(long value) {
    firstId = value;
    return this;
  }

  public SimulatorSettingsBuilder statuses(String... value) {
    statuses = List.of(value);
    return this;
  }

  public SimulatorSettingsBuilder settableStatuses(String... value) {
    settableStatuses = List.of(value);
    return this;
  }

  public SimulatorSettingsBuilder statusDelay(Duration value) {
    statusDelay = value;
    return this;
  }

  public SimulatorSettingsBuilder assignDelay(Duration value) {
    assignDelay = value;
    return this;
  }

  public SimulatorSettingsBuilder callbackVerb(CallbackVerb value) {
    callbackVerb = value;
    return this;
  }

  public SimulatorSettingsBuilder callbackTimeout(Duration value) {
    callbackTimeout = value;
    return this;
  }

  public SimulatorSettingsBuilder memory(int value) {
    memory = value;
    return this;
  }

  public SimulatorSettings build() {
    return new SimulatorSettings(
        port,
        pathPrefix,
        quota,
        quotaWindow,
        firstId,
        statuses,
        settableStatuses,
        statusDelay,
        assignDelay,
        callbackVerb,
        callbackTimeout,
        memory);
  }
}
