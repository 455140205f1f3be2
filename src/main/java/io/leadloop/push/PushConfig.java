package io.leadloop.push;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Signed delivery of events to the endpoints of providers. */
@ConfigMapping(prefix = "leadloop.push")
public interface PushConfig {

  /** How many endpoints a provider may have. */
  @WithDefault("5")
  @Min(1)
  @Max(100)
  int maxEndpoints();

  /**
   * Whether an endpoint may have a loopback, private or reserved address, any port and a URL
   * without TLS.
   */
  @WithDefault("false")
  boolean allowPrivateAddresses();

  /** The ports that an endpoint may have, unless private addresses are allowed. */
  @WithDefault("443,8443")
  Set<Integer> ports();

  /** How long finding the host, and then having a connection to it, may each take. */
  @WithDefault("PT5S")
  @DurationMin(millis = 1)
  Duration connectTimeout();

  /**
   * How long one delivery may take in all: finding the host, connecting, sending, the answer. A
   * replica sends only what ends within its lease of an endpoint, which lasts 40 seconds.
   */
  @WithDefault("PT15S")
  @DurationMin(millis = 1)
  @DurationMax(seconds = 30)
  Duration timeout();

  /** The most bytes that are read of an answer's body; the rest is cut off. */
  @WithDefault("16384")
  @Min(512)
  @Max(65_536)
  int maxAnswerBytes();

  /** How many events one replica sends at the same time, to all endpoints. */
  @WithDefault("256")
  @Min(1)
  @Max(10_000)
  int maxInFlight();

  /**
   * The waits before each attempt to deliver an event, the first included; after the last one the
   * event is given up. Each wait is 20 % shorter to 20 % longer.
   */
  @WithDefault("PT0S,PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H")
  @NotEmpty
  List<Duration> retries();

  /** An endpoint that fails for so long without a success is disabled; its events wait. */
  @WithDefault("P5D")
  @DurationMin(minutes = 1)
  Duration disableAfter();
}
