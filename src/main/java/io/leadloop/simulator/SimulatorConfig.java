package io.leadloop.simulator;

import io.leadloop.simulator.callback.CallbackVerb;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;

/**
 * How the simulated Oplead behaves, and the one place of its defaults: {@link
 * SimulatorSettings#builder()} starts from them too. Tokens are not configuration, see {@link
 * SimulatedOplead#accept}.
 */
@ConfigMapping(prefix = "leadloop.simulator")
public interface SimulatorConfig {

  /** The loopback port that it listens on; 0 takes a free one. */
  @WithDefault("0")
  @Min(0)
  @Max(65535)
  int port();

  /** What stands before {@code /leads} in every path: empty, or with a leading slash only. */
  @WithDefault("/v1")
  @Pattern(regexp = SimulatorSettings.PATH_PREFIX)
  String pathPrefix();

  /** How many requests of every verb one token may make in any {@link #quotaWindow()}. */
  @WithDefault("100")
  @Min(1)
  @Max(1_000_000_000)
  int quota();

  /** The length of the sliding window that the quota is counted over. */
  @WithDefault("PT60S")
  @NotNull
  Duration quotaWindow();

  /** The identifier of the first lead; the following ones count up from it. */
  @WithDefault("1001")
  @Min(0)
  long firstId();

  /** The labels of the statuses that every lead goes through, in order. */
  @WithDefault("Nouveau,En cours,Rendez-vous,Devis à faire,Gagné")
  @NotEmpty
  List<String> statuses();

  /** The labels of the statuses that a lead can be set to; compared without case and accents. */
  @WithDefault("En cours,Nurserie,Devis à relancer")
  @NotEmpty
  List<String> settableStatuses();

  /** The pause before each status, counted from the answer to the callback before it. */
  @WithDefault("PT1.5S")
  @NotNull
  Duration statusDelay();

  /** How long after its arrival a lead is assigned to somebody, which subscribers are told. */
  @WithDefault("PT0.2S")
  @NotNull
  Duration assignDelay();

  /** The verb of the callbacks to a lead's webhook; subscribers are told by POST. */
  @WithDefault("POST")
  @NotNull
  CallbackVerb callbackVerb();

  /** How long a callback may stay unanswered before it is given up. */
  @WithDefault("PT5S")
  @NotNull
  Duration callbackTimeout();

  /**
   * How many leads, requests, callbacks and records of documents are kept, each; the oldest leave
   * first.
   */
  @WithDefault("100000")
  @Min(1)
  @Max(10_000_000)
  int memory();
}
