package io.leadloop.bulk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Changes of many leads at once. */
@ConfigMapping(prefix = "leadloop.bulk")
public interface BulkConfig {
  /** Leads that are changed in one transaction. */
  @WithDefault("200")
  @Min(1)
  @Max(1000)
  int leadsAtOnce();

  /** The interval at which each replica looks for an operation to run. */
  @WithDefault("PT1S")
  @DurationMin(millis = 10)
  Duration interval();

  /** Operations that may run at a time; to start another is refused. */
  @WithDefault("20")
  @Min(1)
  @Max(1000)
  int mostRunning();

  /** How long an operation that has ended is listed; the audit keeps it longer. */
  @WithDefault("P90D")
  @DurationMin(minutes = 1)
  Duration retention();
}
