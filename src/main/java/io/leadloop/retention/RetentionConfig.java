package io.leadloop.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The retention of personal data and of history. */
@ConfigMapping(prefix = "leadloop.retention")
public interface RetentionConfig {
  /**
   * The time after a lead's last change, usually its last status, at which its personal data is
   * erased.
   */
  @WithDefault("P90D")
  @DurationMin(minutes = 1)
  Duration eraseAfter();

  /**
   * How long the history of a month is kept after its end, in UTC: feedback, events, the audit and
   * figures, which are dropped by the month; {@code never} to keep it for ever. Leads stay; the
   * record of push deliveries is dropped 31 days after its month. At least as long as {@code
   * leadloop.feedback.retention}, because the log must not hold feedback whose record is gone, and
   * as {@code leadloop.retention.erase-after}.
   */
  @WithDefault("P400D")
  @WithConverter(HistoryConverter.class)
  Optional<@DurationMin(days = 31) Duration> history();

  /** The interval of the search for leads to erase, and for months to open and to drop. */
  @WithDefault("PT1H")
  @DurationMin(millis = 100)
  @DurationMax(days = 1)
  Duration interval();
}
