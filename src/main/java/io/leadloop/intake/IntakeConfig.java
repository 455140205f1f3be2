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
  int maxLeadBytes();

  /** How deep objects and arrays of a submission may be nested. */
  @WithDefault("64")
  @Min(2)
  int maxNesting();

  /**
   * A JSON Schema (draft 2020-12) for lead documents instead of the gateway's own: a file's path.
   */
  Optional<Path> leadSchema();

  /** Insert statements that one replica has under way at once; all but the first go when full. */
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

  /**
   * Answers to leads in bulk that one client may leave unread, in bytes of a temporary file; beyond
   * that it is not read from until it reads.
   */
  @WithDefault("1073741824")
  @Min(0)
  long spoolBytes();

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
