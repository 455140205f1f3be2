package io.leadloop.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What is taken from providers, and how fast. */
@ConfigMapping(prefix = "leadloop.intake")
public interface IntakeConfig {
  /** The longest {@code lead} document, in bytes of its JSON. */
  @WithDefault("65536")
  @Min(1)
  @Max(1_048_576)
  int maxLeadBytes();

  /** How deep objects and arrays of a submission may be nested. */
  @WithDefault("64")
  @Min(2)
  @Max(1000)
  int maxNesting();

  /**
   * A JSON Schema (draft 2020-12) for lead documents instead of the gateway's own: a file's path.
   */
  Optional<Path> leadSchema();

  /** Insert statements that one replica has under way at once; all but the first go when full. */
  @WithDefault("2")
  @Min(1)
  @Max(20)
  int statementsInFlight();

  /** Leads in one insert statement at most. */
  @WithDefault("500")
  @Min(1)
  @Max(5000)
  int leadsPerStatement();

  /** Leads that wait for a statement at most; beyond that a submission is answered with 503. */
  @WithDefault("5000")
  @Min(1)
  @Max(1_000_000)
  int maxWaiting();

  /**
   * Requests with leads in bulk that one provider may have open on one replica; beyond them 429.
   */
  @WithDefault("16")
  @Min(1)
  @Max(10_000)
  int maxBulkRequests();

  /** How often a stream of events says that it is alive; sooner than the HTTP idle time-out. */
  @WithDefault("PT15S")
  Duration eventHeartbeat();

  /**
   * Streams of events that one provider may have open at one replica; one more is answered with
   * 429.
   */
  @WithDefault("100")
  @Min(1)
  @Max(10_000)
  int eventStreams();
}
