package io.leadloop.push.delivery;

import io.leadloop.push.wire.PushReply;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts the attempts to deliver, and times them. */
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

  final class OfProvider {
    private final Map<AnswerMeaning, Counter> attempts = new EnumMap<>(AnswerMeaning.class);

    OfProvider(String provider) {
      for (AnswerMeaning meaning : AnswerMeaning.values()) {
        attempts.put(
            meaning,
            Counter.builder("leadloop.push.deliveries")
                .description("Attempts to deliver an event to an endpoint, by what was answered")
                .tag("provider", provider)
                .tag("outcome", meaning.name().toLowerCase(Locale.ROOT))
                .register(metrics));
      }
    }

    void ended(AnswerMeaning meaning, PushReply reply) {
      attempts.get(meaning).increment();
      seconds.record(reply.took());
    }
  }
}
