package io.leadloop.push.delivery;

import io.leadloop.push.queue.AnswerMeaning;
import io.leadloop.push.wire.PushReply;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts the attempts to deliver and the events that were given up, and times the attempts. */
@Singleton
class PushMetrics {
  private final MeterRegistry metrics;
  private final Timer seconds;

  PushMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
    this.seconds =
        Timer.builder("leadloop.push")
            .description("Time from the start of a delivery to the endpoint's answer")
            .publishPercentileHistogram()
            .register(metrics);
  }

  /** The meters of one provider's endpoint, looked up once. */
  OfProvider of(String provider) {
    return new OfProvider(provider);
  }

  /** Meters by outcome are made when the outcome occurs, since providers are many. */
  final class OfProvider {
    private final String provider;
    private final Map<AnswerMeaning, Counter> attempts = new EnumMap<>(AnswerMeaning.class);
    private final Counter givenUp;

    OfProvider(String provider) {
      this.provider = provider;
      this.givenUp =
          Counter.builder("leadloop.push.given.up")
              .description("Events that an endpoint did not acknowledge at their last attempt")
              .tag("provider", provider)
              .register(metrics);
    }

    void ended(AnswerMeaning meaning, PushReply reply) {
      attempts.computeIfAbsent(meaning, this::counter).increment();
      seconds.record(reply.took());
    }

    private Counter counter(AnswerMeaning meaning) {
      return Counter.builder("leadloop.push.deliveries")
          .description("Attempts to deliver an event to an endpoint, by what was answered")
          .tag("provider", provider)
          .tag("outcome", meaning.name().toLowerCase(Locale.ROOT))
          .register(metrics);
    }

    void givenUp() {
      givenUp.increment();
    }
  }
}
