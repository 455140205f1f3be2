package io.leadloop.simulator;

import java.time.Duration;
import java.util.Optional;

/** What goes wrong. */
public sealed interface FaultAction {

  /** Whether this can befall such requests or callbacks. */
  boolean fits(FaultTarget target);

  /** A request that is answered like this, and not done. */
  record AnswerWith(int status, Optional<String> retryAfter, Optional<String> body)
      implements FaultAction {

    private static final int FIRST = 200;
    private static final int LAST = 599;

    public AnswerWith {
      FaultAction.require(status >= FIRST && status <= LAST, "answer must be from 200 to 599");
      FaultAction.require(
          retryAfter.filter(text -> !text.matches("[ -~]{1,64}")).isEmpty(),
          "retry_after must be a short line of ASCII");
    }

    /** An answer without anything but its status and a message. */
    public AnswerWith(int status) {
      this(status, Optional.empty(), Optional.empty());
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
