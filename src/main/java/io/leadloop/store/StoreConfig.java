package io.leadloop.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Time-outs and connections of the database. */
@ConfigMapping(prefix = "leadloop.store")
public interface StoreConfig {
  /**
   * A connection without an answer for this long is closed; PostgreSQL cancels its statement a
   * fifth earlier, and idle connections are closed after half of it. Otherwise a connection lost at
   * a firewall or with a machine would block until the operating system gives up, a quarter of an
   * hour later. No statement takes nearly as long.
   */
  @WithDefault("PT30S")
  @DurationMin(millis = 100)
  @DurationMax(hours = 1)
  Duration silence();

  /**
   * How long opening a connection may take, from the first packet to the answer of a primary; then
   * the next address is tried, if {@code quarkus.datasource.reactive.url} names several.
   */
  @WithDefault("PT5S")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 1)
  Duration connectTimeout();

  /** Statement time-out of reads that a provider or an administrator requests. */
  @WithDefault("PT5S")
  @DurationMin(millis = 50)
  @DurationMax(minutes = 5)
  Duration readTimeout();

  /**
   * Connections per replica for such reads, in addition to {@code
   * quarkus.datasource.reactive.max-size}.
   */
  @WithDefault("8")
  @Min(1)
  @Max(100)
  int readConnections();
}
