package io.leadloop.feedback.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LogContactTest {
  private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

  private final LogContact contact = new LogContact(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aLateHeartbeatMeansThatKafkaIsAway() {
    contact.heartbeat(2.5);
    assertThat(contact.awaySince()).isEmpty();
    contact.heartbeat(12);
    assertThat(contact.awaySince()).contains(NOW.minus(Duration.ofSeconds(12)));
    contact.heartbeat(13);
    assertThat(contact.awaySince()).contains(NOW.minus(Duration.ofSeconds(12)));
    contact.heartbeat(0.2);
    assertThat(contact.awaySince()).isEmpty();
  }

  @Test
  void aLostSessionCountsUntilTheNextHeartbeat() {
    contact.lost();
    contact.heartbeat(-1);
    contact.heartbeat(Double.NaN);
    assertThat(contact.awaySince()).contains(NOW);
    contact.heartbeat(0);
    assertThat(contact.awaySince()).isEmpty();
  }
}
