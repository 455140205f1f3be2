package io.leadloop.update.document;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The documents that providers attach to their leads. */
@ConfigMapping(prefix = "leadloop.documents")
public interface DocumentConfig {
  /** The longest document, in bytes. */
  @WithDefault("10485760")
  @Min(1)
  @Max(1_073_741_824)
  long maxBytes();

  /** How long an upload may take. */
  @WithDefault("PT5M")
  @DurationMin(millis = 1)
  Duration uploadTimeout();

  /** How many uploads one replica reads at the same time; beyond them 503. */
  @WithDefault("32")
  @Min(1)
  @Max(1000)
  int maxUploads();

  /** How many of them one provider may have; beyond them 429. */
  @WithDefault("8")
  @Min(1)
  @Max(1000)
  int maxUploadsPerProvider();

  /**
   * How many documents one replica sends at the same time, to all customers; one customer has an
   * eighth of them, so that an Oplead that hangs leaves room for the others'.
   */
  @WithDefault("64")
  @Min(1)
  @Max(1000)
  int maxDeliveries();

  /** How many documents one lead may have that Oplead did not refuse. */
  @WithDefault("50")
  @Min(1)
  @Max(10_000)
  int maxPerLead();
}
