package io.leadloop.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Limits of submissions and of the reads of events. */
@ConfigMapping(prefix = "leadloop.intake")
public interface IntakeConfig {
  /** The maximum size of a {@code lead} document, in bytes of its JSON. */
  @WithDefault("65536")
  @Min(1)
  @Max(1_048_576)
  int maxLeadBytes();

  /** The maximum nesting of objects and arrays in a submission. */
  @WithDefault("64")
  @Min(2)
  @Max(1000)
  int maxNesting();

  /**
   * The path of a JSON Schema (draft 2020-12) for lead documents that replaces the built-in one.
   */
  Optional<Path> leadSchema();

  /**
   * The maximum insert statements in flight per replica; all but the first are sent only when full.
   */
  @WithDefault("2")
  @Min(1)
  @Max(20)
  int statementsInFlight();

  /** The maximum leads per insert statement. */
  @WithDefault("500")
  @Min(1)
  @Max(5000)
  int leadsPerStatement();

  /**
   * The maximum leads that wait for an insert statement; further submissions are answered with 503.
   */
  @WithDefault("5000")
  @Min(1)
  @Max(1_000_000)
  int maxWaiting();

  /**
   * The maximum open bulk requests per provider and replica; further ones are answered with 429.
   */
  @WithDefault("16")
  @Min(1)
  @Max(10_000)
  int maxBulkRequests();

  /** The heartbeat interval of event streams; must be shorter than the HTTP idle time-out. */
  @WithDefault("PT15S")
  Duration eventHeartbeat();

  /**
   * The maximum open event streams per provider and replica; further ones are answered with 429.
   */
  @WithDefault("100")
  @Min(1)
  @Max(10_000)
  int eventStreams();
}
