package io.leadloop.feedback.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.feedback.Outbox.Waiting;
import io.leadloop.feedback.Relayed;
import io.leadloop.feedback.Relayed.Result;
import io.leadloop.lead.LeadId;
import io.leadloop.testing.GatewayTest;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The log's results for the relay while Kafka is away. Only the circuit breaker needs the
 * application.
 */
@GatewayTest
class FeedbackLogTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final LeadId ONE = LeadId.next();
  private static final LeadId OTHER = LeadId.next();

  private final FeedbackConfig config =
      new SmallRyeConfigBuilder()
          .withMapping(FeedbackConfig.class)
          .withDefaultValue("leadloop.feedback.acknowledge-within", "PT0.5S")
          .build()
          .getConfigMapping(FeedbackConfig.class);
  private final FeedbackLog log =
      new FeedbackLog(config, Map.of("bootstrap.servers", "localhost:1"));

  @AfterEach
  void close() {
    log.close(new ShutdownEvent());
  }

  @Test
  void noRowOfALeadIsSentBehindOneThatFailed() {
    List<Relayed> relayed =
        log.appendInOrder(List.of(row(1, ONE), row(2, OTHER), row(3, ONE), row(4, OTHER)))
            .await()
            .atMost(PATIENCE);
    assertThat(relayed)
        .extracting(r -> r.row().position(), Relayed::result)
        .containsExactlyInAnyOrder(
            tuple(1L, Result.FAILED),
            tuple(2L, Result.FAILED),
            tuple(3L, Result.UNSENT),
            tuple(4L, Result.UNSENT));
  }

  @Test
  void aRowThatIsTooLongIsRefusedEvenWhileTheLogIsAway() {
    Waiting tooLong = new Waiting(1, UUID.randomUUID(), ONE, Integer.MAX_VALUE, null);
    assertThat(log.appendInOrder(List.of(tooLong, row(2, ONE))).await().atMost(PATIENCE))
        .extracting(Relayed::result)
        .containsExactly(Result.REFUSED, Result.FAILED);
  }

  private static Waiting row(long position, LeadId lead) {
    return new Waiting(position, UUID.randomUUID(), lead, 1, new byte[1]);
  }
}
