package io.leadloop.feedback.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.embedded.LoopbackPort;
import io.leadloop.feedback.FeedbackConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class FeedbackSessionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A gateway that ends without Kafka would wait for the producer's time-out. */
  @Test
  void aSessionThatWaitsForABrokerCanBeAbandoned() throws InterruptedException {
    FeedbackConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(FeedbackConfig.class)
            .build()
            .getConfigMapping(FeedbackConfig.class);
    FeedbackSession session =
        new FeedbackSession(
            config, Map.of("bootstrap.servers", "localhost:" + LoopbackPort.free()), Map.of());
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    Thread beginning = new Thread(() -> begin(session, failure));
    beginning.start();
    await().atMost(PATIENCE).until(() -> beginning.getState() == Thread.State.TIMED_WAITING);

    session.abandon();

    beginning.join();
    assertThat(failure.get()).isNotNull().isNotInstanceOf(TimeoutException.class);
  }

  private static void begin(FeedbackSession session, AtomicReference<RuntimeException> failure) {
    try {
      session.begin();
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }
}
