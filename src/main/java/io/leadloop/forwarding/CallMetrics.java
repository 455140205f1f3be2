package io.leadloop.forwarding;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.leadloop.oplead.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Times the calls to all customers' Oplead: {@code leadloop.oplead.calls} by {@code kind}, a {@link
 * CallKind}, and by {@code outcome}, which is an {@link Outcome}'s name in small letters.
 */
@ApplicationScoped
class CallMetrics {
  private static final Duration[] BUCKETS =
      Stream.of(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 45_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Map<CallKind, Map<Class<?>, Timer>> timers = new EnumMap<>(CallKind.class);

  CallMetrics(MeterRegistry metrics) {
    for (CallKind kind : CallKind.values()) {
      timers.put(
          kind,
          Stream.of(Outcome.class.getPermittedSubclasses())
              .collect(toMap(outcome -> outcome, outcome -> timer(metrics, kind, outcome))));
    }
  }

  void record(CallKind kind, Outcome outcome, long nanos) {
    timers.get(kind).get(outcome.getClass()).record(nanos, TimeUnit.NANOSECONDS);
  }

  private static Timer timer(MeterRegistry metrics, CallKind kind, Class<?> outcome) {
    return Timer.builder("leadloop.oplead.calls")
        .description("Calls to Oplead")
        .tag("kind", kind.wireName())
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
