package io.leadloop.lane;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the lanes send, and when they send again; a part of {@code leadloop.forwarding}. */
@ConfigMapping(prefix = "leadloop.forwarding")
public interface CallConfig {
  /**
   * How long an uncertain lead waits for a callback before it is looked up or sent again, {@code
   * PT0S} for not at all; twice as long after each further request, up to an hour.
   */
  @WithDefault("PT2M")
  @DurationMin
  Duration uncertainWait();

  /** The wait after the first failed attempt; it doubles with each. */
  @WithDefault("PT30S")
  @DurationMin(millis = 1)
  Duration backoffInitial();

  /** The longest wait between two attempts. */
  @WithDefault("PT1H")
  @DurationMin(millis = 1)
  Duration backoffMax();

  /**
   * How long a claim holds what it sends: at least a second more than the longest call to Oplead,
   * which is twice {@code leadloop.oplead.connect-timeout}, the longer of {@code
   * leadloop.oplead.read-timeout} and {@code leadloop.oplead.documents.timeout}, and 5 s.
   */
  @WithDefault("PT1M")
  @DurationMin(seconds = 1)
  @DurationMax(hours = 1)
  Duration lease();

  /** Calls to all customers' Oplead that one replica has in flight at most. */
  @WithDefault("1024")
  @Min(1)
  @Max(60_000)
  int concurrency();

  /** Calls to one customer's Oplead that one replica has in flight at most. */
  @WithDefault("32")
  @Min(1)
  @Max(10_000)
  int concurrencyPerCustomer();

  /**
   * The longest time for which no lane is looked at: lanes are looked at when their time has come
   * or a lead arrives, and this is the net below it.
   */
  @WithDefault("PT1S")
  @DurationMin(millis = 1)
  Duration pollInterval();

  /** The least time between two looks at the lanes, so that what comes in between goes together. */
  @WithDefault("PT0.005S")
  Duration pause();

  /** How often leases, shelf lives and stopped lanes are looked at. */
  @WithDefault("PT1S")
  @DurationMin(millis = 1)
  Duration sweepInterval();

  /** How often every lane is looked over for a lead that is due and was missed. */
  @WithDefault("PT15S")
  @DurationMin(millis = 1)
  Duration netInterval();

  /** When a customer's Oplead is left alone for a while because it fails. */
  Breaker breaker();

  /** A circuit breaker for each customer, on each replica. */
  interface Breaker {
    /** The last calls that it looks at; it stays closed until there were as many. */
    @WithDefault("20")
    @Min(1)
    @Max(10_000)
    int calls();

    /** The part of them that must have failed, from 0 to 1, for it to open. */
    @WithDefault("0.75")
    @DecimalMin("0.01")
    @DecimalMax("1")
    double failureRatio();

    /** How long it stays open, and the lane asleep; then one call tries whether it may close. */
    @WithDefault("PT10S")
    Duration delay();
  }
}
