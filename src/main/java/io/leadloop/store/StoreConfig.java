package io.leadloop.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How patient the gateway is with its database. */
@ConfigMapping(prefix = "leadloop.store")
public interface StoreConfig {
  /**
   * A connection on which no answer comes for so long is given up; PostgreSQL ends the statement on
   * it a fifth earlier. An idle connection is closed after half of it. Otherwise a connection that
   * a firewall or a lost machine has forgotten would be waited for until the operating system gives
   * up, which takes a quarter of an hour. No statement takes nearly as long.
   */
  @WithDefault("PT30S")
  @DurationMin(millis = 100)
  @DurationMax(hours = 1)
  Duration silence();

  /**
   * How long PostgreSQL works at most on one read that a provider or an administrator asked for.
   */
  @WithDefault("PT5S")
  @DurationMin(millis = 50)
  @DurationMax(minutes = 5)
  Duration readTimeout();

  /**
   * The connections of one replica for such reads, besides {@code
   * quarkus.datasource.reactive.max-size}.
   */
  @WithDefault("8")
  @Min(1)
  @Max(100)
  int readConnections();
}
