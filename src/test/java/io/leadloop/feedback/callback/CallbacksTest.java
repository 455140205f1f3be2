package io.leadloop.feedback.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.feedback.CallbackBodies;
import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.feedback.Outbox;
import io.leadloop.feedback.log.FeedbackLog;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadTraces;
import io.leadloop.testing.CapturedLog;
import io.leadloop.testing.GatewayTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Callbacks that no store may take. */
@GatewayTest
class CallbacksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] BODY =
      "{\"status\":\"Nouveau\",\"lastname\":\"Dupont\"}".getBytes(UTF_8);

  @Inject FeedbackLog feedbackLog;
  @Inject Outbox outbox;
  @Inject CallbackBodies bodies;
  @Inject CallbackTokens tokens;
  @Inject LeadTraces traces;
  @Inject Clock clock;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @Test
  void theLeadOfACallbackThatFindsNoRoomIsLogged() {
    LeadId lead = LeadId.next();
    Callbacks full =
        new Callbacks(feedbackLog, outbox, bodies, traces, clock, withRoomFor("1"), metrics);
    try (CapturedLog log = CapturedLog.start()) {
      Uni<Void> taken = full.take(new CallbackToken(lead), "application/json", BODY);

      assertThatThrownBy(() -> taken.await().atMost(PATIENCE))
          .isInstanceOf(IllegalStateException.class);
      assertThat(log.lines())
          .filteredOn(line -> line.contains(lead.toString()))
          .singleElement()
          .asString()
          .startsWith("callback not stored lead=" + lead)
          .contains("leadloop.feedback.max-bytes-under-way")
          .doesNotContain("Dupont", tokens.tokenFor(lead));
    }
    assertThat(metrics.get("leadloop.callbacks").tag("store", "none").counter().count())
        .isEqualTo(1);
  }

  private static FeedbackConfig withRoomFor(String bytes) {
    return new SmallRyeConfigBuilder()
        .withMapping(FeedbackConfig.class)
        .withDefaultValue("leadloop.feedback.max-bytes-under-way", bytes)
        .build()
        .getConfigMapping(FeedbackConfig.class);
  }
}
