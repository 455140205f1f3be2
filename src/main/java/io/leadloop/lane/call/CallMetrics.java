package io.leadloop.lane.call;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.leadloop.lane.CallKind;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.answer.AnswerFlaw;
import io.leadloop.oplead.answer.Outcome;
import io.micrometer.core.instrument.Counter;
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
 * CallKind}, and by {@code outcome}, which is an {@link Outcome}'s name in small letters. Counts
 * answers that claim success and are none of Oplead's API: {@code leadloop.oplead.answers.flawed}
 * by {@code flaw}, an {@link AnswerFlaw}.
 */
@ApplicationScoped
public class CallMetrics {
  private static final Duration[] BUCKETS =
      Stream.of(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 45_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Map<AnswerFlaw, Counter> flaws = new EnumMap<>(AnswerFlaw.class);
  private final Map<CallKind, Map<Class<?>, Timer>> timers = new EnumMap<>(CallKind.class);

  CallMetrics(MeterRegistry metrics) {
    for (AnswerFlaw flaw : AnswerFlaw.values()) {
      flaws.put(flaw, counter(metrics, flaw));
    }
    for (CallKind kind : CallKind.values()) {
      timers.put(
          kind,
          Stream.of(Outcome.class.getPermittedSubclasses())
              .collect(toMap(outcome -> outcome, outcome -> timer(metrics, kind, outcome))));
    }
  }

  public void record(CallKind kind, OpleadReply reply, long nanos) {
    timers.get(kind).get(reply.outcome().getClass()).record(nanos, TimeUnit.NANOSECONDS);
    reply.flaw().ifPresent(flaw -> flaws.get(flaw).increment());
  }

  private static Counter counter(MeterRegistry metrics, AnswerFlaw flaw) {
    return Counter.builder("leadloop.oplead.answers.flawed")
        .description("Answers that claim success and are none of Oplead's API")
        .tag("flaw", flaw.wireName())
        .register(metrics);
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
