package io.leadloop.simulator.fault;

import io.leadloop.simulator.http.Answer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The effect of a fault. */
public sealed interface FaultAction {

  /** Which action this is: a switch over it without a default names all of them. */
  Kind kind();

  /** The kinds of action. */
  enum Kind {
    ANSWER,
    DELAY,
    LOSE_ANSWER,
    DROP,
    HANG,
    TRICKLE,
    FLOOD,
    SILENCE,
    REPEAT,
    EARLY,
    FORGE;

    /** Whether the effect is applicable to the target. */
    public boolean fits(FaultTarget target) {
      return switch (this) {
        case ANSWER, LOSE_ANSWER, DROP, HANG, TRICKLE, FLOOD -> target.isRequest();
        case DELAY -> true;
        case SILENCE, REPEAT, FORGE -> !target.isRequest();
        case EARLY -> target == FaultTarget.CALLBACK;
      };
    }
  }

  /** Answers the request like this without executing it. */
  record AnswerWith(
      int status, Optional<String> retryAfter, Optional<String> body, Map<String, String> headers)
      implements FaultAction {

    private static final int FIRST = 200;
    private static final int LAST = 599;
    private static final int MAX_HEADERS = 20;
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Set<String> CONNECTION_HEADERS =
        Set.of("connection", "content-length", "keep-alive", "transfer-encoding", "upgrade");

    public AnswerWith {
      headers = Map.copyOf(headers);
      FaultAction.require(headers.size() <= MAX_HEADERS, "headers must be few");
      headers.forEach(AnswerWith::requireHeader);
      FaultAction.require(status >= FIRST && status <= LAST, "answer must be from 200 to 599");
      FaultAction.require(
          retryAfter.filter(text -> !text.matches("[ -~]{1,64}")).isEmpty(),
          "retry_after must be a short line of ASCII");
    }

    /** An answer with status and message only. */
    public AnswerWith(int status) {
      this(status, Optional.empty(), Optional.empty());
    }

    /** An answer with the default headers. */
    public AnswerWith(int status, Optional<String> retryAfter, Optional<String> body) {
      this(status, retryAfter, body, Map.of());
    }

    /** The response; a problem if no body is set. */
    public Answer answer() {
      Answer plain =
          body.map(text -> Answer.ofText(status, text))
              .orElseGet(() -> Answer.problem(status, "a scripted fault"));
      return retryAfter
          .map(value -> plain.withHeader("Retry-After", value))
          .orElse(plain)
          .withHeaders(headers);
    }

    private static void requireHeader(String name, String value) {
      boolean known =
          HEADER.matcher(name).matches()
              && !CONNECTION_HEADERS.contains(name.toLowerCase(Locale.ROOT));
      FaultAction.require(
          known && value.matches("[ -~]{0,1000}"),
          "headers must be names and lines of ASCII, and none of the connection");
    }

    @Override
    public Kind kind() {
      return Kind.ANSWER;
    }
  }

  /** Executes the request but delays its answer, or delays a callback. */
  record Delay(Duration time) implements FaultAction {

    private static final Duration MAX_DELAY = Duration.ofMinutes(10);

    public Delay {
      FaultAction.require(
          time.toMillis() > 0 && time.compareTo(MAX_DELAY) <= 0,
          "delay_millis must be from 1 to " + MAX_DELAY.toMillis());
    }

    @Override
    public Kind kind() {
      return Kind.DELAY;
    }
  }

  /** Executes the request and closes the connection without an answer. */
  record LoseAnswer() implements FaultAction {
    @Override
    public Kind kind() {
      return Kind.LOSE_ANSWER;
    }
  }

  /** Closes the connection without executing the request. */
  record Drop() implements FaultAction {
    @Override
    public Kind kind() {
      return Kind.DROP;
    }
  }

  /** Reads the request and neither executes nor answers it; the connection stays open. */
  record Hang() implements FaultAction {
    @Override
    public Kind kind() {
      return Kind.HANG;
    }
  }

  /** Executes the request and answers 200 with one byte per pause, for ten minutes at most. */
  record Trickle(Duration pause) implements FaultAction {

    public static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    public Trickle {
      FaultAction.require(
          pause.toMillis() > 0 && pause.compareTo(MAX_PAUSE) <= 0,
          "trickle_millis must be from 1 to " + MAX_PAUSE.toMillis());
    }

    @Override
    public Kind kind() {
      return Kind.TRICKLE;
    }
  }

  /** Executes the request and answers 200 with {@link LongResponse#FLOOD_BYTES}. */
  record Flood() implements FaultAction {
    @Override
    public Kind kind() {
      return Kind.FLOOD;
    }
  }

  /** Drops the callback. */
  record Silence() implements FaultAction {
    @Override
    public Kind kind() {
      return Kind.SILENCE;
    }
  }

  /** Repeats the callback, each time after the previous one is done. */
  record Repeat(int times) implements FaultAction {

    private static final int MAX_TIMES = 100;

    public Repeat {
      FaultAction.require(times > 0 && times <= MAX_TIMES, "repeat must be from 1 to " + MAX_TIMES);
    }

    @Override
    public Kind kind() {
      return Kind.REPEAT;
    }
  }

  /** Completes a lead's first callback before its creation is answered. */
  record Early() implements FaultAction {
    @Override
    public Kind kind() {
      return Kind.EARLY;
    }
  }

  /** Repeats the callback to an altered address, which must reject it. */
  record Forge() implements FaultAction {
    @Override
    public Kind kind() {
      return Kind.FORGE;
    }
  }

  private static void require(boolean kept, String rule) {
    if (!kept) {
      throw new IllegalArgumentException(rule);
    }
  }
}
