package io.leadloop.update;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;

/** What providers may have done to a lead that Oplead has. */
@ConfigMapping(prefix = "leadloop.updates")
public interface UpdateConfig {
  /** How long an update is worth sending; after that it counts as refused. */
  @WithDefault("P7D")
  @DurationMin(millis = 1)
  Duration shelfLife();

  /** How many status requests of one lead may wait to be sent; beyond them 429. */
  @WithDefault("20")
  @Min(1)
  @Max(1000)
  int maxWaitingStatuses();

  /** How many documents and status requests one lead may have in all, whatever became of them. */
  @WithDefault("1000")
  @Min(1)
  @Max(100_000)
  int maxPerLead();

  /** The codes of the statuses that a provider may set. */
  @WithDefault("in_progress,nursery,quote_follow_up")
  @NotEmpty
  Set<String> statuses();
}
