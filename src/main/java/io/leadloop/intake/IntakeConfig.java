package io.leadloop.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** What is taken from providers, and how fast. */
@ConfigMapping(prefix = "leadloop.intake")
public interface IntakeConfig {
  /** The longest {@code lead} document, in bytes of its JSON. */
  @WithDefault("65536")
  @Min(1)
  int maxLeadBytes();

  /** Insert statements that one replica has under way at once. */
  @WithDefault("2")
  @Min(1)
  int statementsInFlight();

  /** Leads in one insert statement at most. */
  @WithDefault("500")
  @Min(1)
  int leadsPerStatement();

  /** Leads that wait for a statement at most; beyond that a submission is answered with 503. */
  @WithDefault("5000")
  @Min(1)
  int maxWaiting();
}
