package io.leadloop.push;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Set;
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

  /** How long one delivery may take in all: finding the host, connecting, sending, the answer. */
  @WithDefault("PT15S")
  @DurationMin(millis = 1)
  Duration timeout();

  /** The most bytes that are read of an answer's body; the rest is cut off. */
  @WithDefault("16384")
  @Min(512)
  @Max(65_536)
  int maxAnswerBytes();
}
