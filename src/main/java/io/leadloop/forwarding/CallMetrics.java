package io.leadloop.forwarding;

import static java.util.stream.Collectors.joining;

import io.leadloop.oplead.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Times the calls to all customers' Oplead: {@code leadloop.oplead.calls} by {@code kind}, which is
 * {@code lead}, {@code update}, {@code poll} or {@code other}, and by {@code outcome}, which is an
 * {@link Outcome}'s name in small letters.
 */
@ApplicationScoped
class CallMetrics {
  static final String LEAD = "lead";
  static final String UPDATE = "update";
  static final String POLL = "poll";

  /** Checks of tokens, subscriptions, and leads that somebody looks at. */
  static final String OTHER = "other";

  private static final Duration[] BUCKETS =
      Stream.of(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 45_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry metrics;

  CallMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
    Stream.of(LEAD, UPDATE, POLL, OTHER)
        .forEach(
            kind ->
                Stream.of(Outcome.class.getPermittedSubclasses())
                    .forEach(outcome -> timer(kind, outcome)));
  }

  void record(String kind, Outcome outcome, long nanos) {
    timer(kind, outcome.getClass()).record(Duration.ofNanos(nanos));
  }

  private Timer timer(String kind, Class<?> outcome) {
    return Timer.builder("leadloop.oplead.calls")
        .tag("kind", kind)
        .tag("outcome", inSmallLetters(outcome.getSimpleName()))
        .serviceLevelObjectives(BUCKETS)
        .register(metrics);
  }

  /** {@code TokenRefused} is {@code token_refused}. */
  private static String inSmallLetters(String name) {
    return Stream.of(name.split("(?=[A-Z])"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(joining("_"));
  }
}
