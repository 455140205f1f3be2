package io.leadloop.feedback.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether Kafka answers this replica: the consumer of the log sends heartbeats all the time, so a
 * late one means that Kafka, or the way to it, is away.
 */
@ApplicationScoped
public class LogContact {
  /** Several heartbeats. */
  private static final Duration LATE = Duration.ofSeconds(10);

  private final Clock clock;
  private volatile Instant awaySince;

  LogContact(Clock clock) {
    this.clock = clock;
  }

  /** Since when Kafka has not answered; empty while it does. */
  public Optional<Instant> awaySince() {
    return Optional.ofNullable(awaySince);
  }

  /**
   * Notes the age of the last heartbeat.
   *
   * @param seconds negative or NaN before the first one
   */
  void heartbeat(double seconds) {
    if (seconds >= LATE.toSeconds()) {
      away(clock.instant().minusMillis((long) (seconds * 1000)));
    } else if (seconds >= 0) {
      awaySince = null;
    }
  }

  /** Notes that the session ended by a failure. */
  void lost() {
    away(clock.instant());
  }

  private void away(Instant since) {
    if (awaySince == null) {
      awaySince = since;
    }
  }
}
