package io.leadloop.feedback.outbox;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Reports at {@code /q/health/well} whether feedback reaches its log. While Kafka is away nothing
 * is lost and no replica should be removed, so this is neither readiness nor liveness.
 */
@Wellness
@ApplicationScoped
class FeedbackHealth implements HealthCheck {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final OutboxGauges outbox;

  FeedbackHealth(OutboxGauges outbox) {
    this.outbox = outbox;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Feedback gets to its log")
        .status(outbox.oldestSeconds() < LONGEST.toSeconds())
        .withData("waiting", outbox.waiting())
        .withData("oldest_seconds", Math.round(outbox.oldestSeconds()))
        .build();
  }
}
