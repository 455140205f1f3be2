package io.leadloop.simulator.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What goes wrong. */
public sealed interface FaultAction {

  /** Whether this can befall such requests or callbacks. */
  boolean fits(FaultTarget target);

  /** A request that is answered like this, and not done. */
  record AnswerWith(
      int status, Optional<String> retryAfter, Optional<String> body, Map<String, String> headers)
      implements FaultAction {

    private static final int FIRST = 200;
    private static final int LAST = 599;
    private static final int MOST_HEADERS = 20;
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Set<String> OF_THE_CONNECTION =
        Set.of("connection", "content-length", "keep-alive", "transfer-encoding", "upgrade");

    public AnswerWith {
      headers = Map.copyOf(headers);
      FaultAction.require(headers.size() <= MOST_HEADERS, "headers must be few");
      headers.forEach(AnswerWith::requireHeader);
      FaultAction.require(status >= FIRST && status <= LAST, "answer must be from 200 to 599");
      FaultAction.require(
          retryAfter.filter(text -> !text.matches("[ -~]{1,64}")).isEmpty(),
          "retry_after must be a short line of ASCII");
    }

    /** An answer without anything but its status and a message. */
    public AnswerWith(int status) {
      this(status, Optional.empty(), Optional.empty());
    }

    /** An answer with the usual headers. */
    public AnswerWith(int status, Optional<String> retryAfter, Optional<String> body) {
      this(status, retryAfter, body, Map.of());
    }

    private static void requireHeader(String name, String value) {
      boolean known =
          HEADER.matcher(name).matches()
              && !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
      FaultAction.require(
          known && value.matches("[ -~]{0,1000}"),
          "headers must be names and lines of ASCII, and none of the connection");
    }

    @Override
    public boolean fits(FaultTarget target) {
      return target.isRequest();
    }
  }

  /** A request that is done, and answered so much later; or a callback that is sent so late. */
  record Delay(Duration time) implements FaultAction {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    public Delay {
      FaultAction.require(
          time.toMillis() > 0 && time.compareTo(LONGEST) <= 0,
          "delay_millis must be from 1 to " + LONGEST.toMillis());
    }

    @Override
    public boolean fits(FaultTarget target) {
      return true;
    }
  }

  /** A request that is done, and whose connection closes without an answer. */
  record LoseAnswer() implements FaultAction {
    @Override
    public boolean fits(FaultTarget target) {
      return target.isRequest();
    }
  }

  /** A request that is not done, and whose connection closes without an answer. */
  record Drop() implements FaultAction {
    @Override
    public boolean fits(FaultTarget target) {
      return target.isRequest();
    }
  }

  /** A callback that is never sent. */
  record Silence() implements FaultAction {
    @Override
    public boolean fits(FaultTarget target) {
      return !target.isRequest();
    }
  }

  /** A callback that is sent so many times more, each when the one before has its outcome. */
  record Repeat(int times) implements FaultAction {

    private static final int MOST = 100;

    public Repeat {
      FaultAction.require(times > 0 && times <= MOST, "repeat must be from 1 to " + MOST);
    }

    @Override
    public boolean fits(FaultTarget target) {
      return !target.isRequest();
    }
  }

  /** A lead's first callback that is sent, and has its outcome, before its creation is answered. */
  record Early() implements FaultAction {
    @Override
    public boolean fits(FaultTarget target) {
      return target == FaultTarget.CALLBACK;
    }
  }

  /** A callback after which the same is sent to an altered address, which must refuse it. */
  record Forge() implements FaultAction {
    @Override
    public boolean fits(FaultTarget target) {
      return !target.isRequest();
    }
  }

  private static void require(boolean kept, String rule) {
    if (!kept) {
      throw new IllegalArgumentException(rule);
    }
  }
}
