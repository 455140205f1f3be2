package io.leadloop.lane;

import java.time.Duration;

/** What an answer means for everything behind the same token. */
public sealed interface LaneEffect {
  /** Which effect this is: a switch over it without a default names all of them. */
  Kind kind();

  /** The kinds of effect. */
  enum Kind {
    NONE,
    SLEEP,
    THROTTLE,
    STOP
  }

  /** Nothing: the lane goes on. */
  record None() implements LaneEffect {
    @Override
    public Kind kind() {
      return Kind.NONE;
    }
  }

  /**
   * The lane sends nothing for that long.
   *
   * @param reason in words for administrators and providers
   */
  record Sleep(Duration howLong, String reason) implements LaneEffect {
    @Override
    public Kind kind() {
      return Kind.SLEEP;
    }
  }

  /**
   * The lane sends nothing for that long, since Oplead had too many requests; {@link
   * io.leadloop.lane.pace.PacePolicy} decides what follows.
   */
  record Throttle(Duration howLong) implements LaneEffect {
    @Override
    public Kind kind() {
      return Kind.THROTTLE;
    }
  }

  /** The lane sends nothing until an administrator reopens it: the token is refused. */
  record Stop() implements LaneEffect {
    @Override
    public Kind kind() {
      return Kind.STOP;
    }
  }
}
