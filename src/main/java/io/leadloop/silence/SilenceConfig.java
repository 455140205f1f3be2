package io.leadloop.silence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Leads about which Oplead reports nothing; a part of {@code leadloop.silence}. */
@ConfigMapping(prefix = "leadloop.silence")
public interface SilenceConfig {
  /** The least time after which it is, however fast a customer is. */
  @WithDefault("PT1H")
  @DurationMin(millis = 1)
  Duration overdueAfterMin();

  /** How many of a customer's leads must have had feedback before its pace is known. */
  @WithDefault("30")
  @Min(1)
  @Max(10_000)
  int learnFrom();

  /** How many of its last leads are looked at. */
  @WithDefault("1000")
  @Min(1)
  @Max(100_000)
  int sample();

  /** The part of a customer's feedback, from 0 to 1, that comes in the time that it is given. */
  @WithDefault("0.95")
  @DecimalMin("0.5")
  @DecimalMax("1")
  double quantile();

  /** How often each customer's pace is measured. */
  @WithDefault("PT10M")
  @DurationMin(millis = 1)
  Duration learnInterval();

  /** How often leads are looked for whose feedback is overdue. */
  @WithDefault("PT5S")
  @DurationMin(millis = 1)
  Duration interval();

  /**
   * The part of a customer's quota, from 0 to 1, up to which Oplead is asked for leads, silent ones
   * or such as their providers look at: the rest is left for leads that may come.
   */
  @WithDefault("0.5")
  @DecimalMin("0")
  @DecimalMax("1")
  double quotaShare();

  /** The wait after the first time that Oplead had nothing to tell; it doubles with each. */
  @WithDefault("PT1H")
  @DurationMin(millis = 1)
  Duration pollAgain();

  /** The longest wait between two times. */
  @WithDefault("PT24H")
  @DurationMin(millis = 1)
  Duration pollAgainMax();

  /** How often Oplead is asked for one lead at most. */
  @WithDefault("10")
  @Min(0)
  @Max(1000)
  int polls();
}
