package io.leadloop.simulator;

import io.leadloop.simulator.callback.CallbackVerb;
import java.time.Duration;
import java.util.List;

/**
 * Changes single settings of a {@link SimulatorSettings}; each method is a key of the same name.
 */
public final class SimulatorSettingsBuilder {

  private int port;
  private String pathPrefix;
  private int quota;
  private Duration quotaWindow;
  private long firstId;
  private List<String> statuses;
  private List<String> settableStatuses;
  private Duration statusDelay;
  private Duration assignDelay;
  private CallbackVerb callbackVerb;
  private Duration callbackTimeout;
  private int memory;

  SimulatorSettingsBuilder(SimulatorSettings start) {
    port = start.port();
    pathPrefix = start.pathPrefix();
    quota = start.quota();
    quotaWindow = start.quotaWindow();
    firstId = start.firstId();
    statuses = start.statuses();
    settableStatuses = start.settableStatuses();
    statusDelay = start.statusDelay();
    assignDelay = start.assignDelay();
    callbackVerb = start.callbackVerb();
    callbackTimeout = start.callbackTimeout();
    memory = start.memory();
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
