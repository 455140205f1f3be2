package io.leadloop.oplead.answer;

import java.time.Duration;
import java.util.Optional;

/**
 * The outcome of one request to Oplead. Every reason is a sentence of the gateway's, without a
 * token and without anything from the lead or from Oplead's answer.
 */
public sealed interface Outcome {

  /** Which of the outcomes this is: a switch over it without a default names all of them. */
  Kind kind();

  /** The answer to a request about no lead in particular, in words for an administrator. */
  default String inWords() {
    return switch (kind()) {
      case ACCEPTED, READ -> "ok";
      case TOKEN_REFUSED -> "the token is refused: " + reason();
      case UNAVAILABLE -> "Oplead is not available: " + reason();
      case THROTTLED -> "Oplead asks to " + (isTooMany() ? "slow down" : "wait");
      case REFUSED -> "Oplead does not know this request: " + reason();
      case ABSENT -> "Oplead does not know this address";
      case UNKNOWN -> reason();
      case NOT_ASKED -> "Oplead was not asked";
    };
  }

  /** Why the request did not succeed; empty where the kind says it all. */
  default String reason() {
    return "";
  }

  /** Whether Oplead had too many requests. */
  default boolean isTooMany() {
    return false;
  }

  /** The kinds of outcome. */
  enum Kind {
    ACCEPTED,
    REFUSED,
    TOKEN_REFUSED,
    THROTTLED,
    UNAVAILABLE,
    READ,
    ABSENT,
    NOT_ASKED,
    UNKNOWN;

    /** Whether it concerns the lead of the request, and not Oplead as a whole. */
    boolean isAboutLead() {
      return switch (this) {
        case ACCEPTED, REFUSED, UNKNOWN -> true;
        case TOKEN_REFUSED, THROTTLED, UNAVAILABLE, READ, ABSENT, NOT_ASKED -> false;
      };
    }

    /**
     * Whether the answer is what was asked for, so that no excerpt explains anything, and a
     * look-up's would show leads of others.
     */
    public boolean isAnswer() {
      return switch (this) {
        case ACCEPTED, READ, ABSENT -> true;
        case REFUSED, TOKEN_REFUSED, THROTTLED, UNAVAILABLE, NOT_ASKED, UNKNOWN -> false;
      };
    }
  }

  /** Oplead has the lead; its id is absent where the answer did not tell it. */
  record Accepted(Optional<String> opleadId) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.ACCEPTED;
    }
  }

  /** Oplead will never take this lead. */
  record Refused(String reason) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.REFUSED;
    }
  }

  /** Oplead does not accept the customer's token, for this lead or any other. */
  record TokenRefused(String reason) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.TOKEN_REFUSED;
    }
  }

  /**
   * Oplead asks to wait, perhaps saying for how long.
   *
   * @param tooMany whether it had too many requests; otherwise it is unavailable
   */
  record Throttled(Optional<Duration> retryAfter, boolean tooMany) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.THROTTLED;
    }

    @Override
    public boolean isTooMany() {
      return tooMany;
    }
  }

  /** Oplead does not have the lead and may take it later; the wait is what it asked for, if any. */
  record Unavailable(String reason, Optional<Duration> retryAfter) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.UNAVAILABLE;
    }

    public Unavailable(String reason) {
      this(reason, Optional.empty());
    }
  }

  /**
   * Oplead was asked for a lead, and this is it.
   *
   * @param body JSON; it may repeat the lead's personal data
   */
  record Read(byte[] body) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.READ;
    }

    @Override
    public String toString() {
      return "Read[***]";
    }
  }

  /** Oplead was asked for a lead, or whether it has one of which nobody knew, and has it not. */
  record Absent() implements Outcome {
    @Override
    public Kind kind() {
      return Kind.ABSENT;
    }
  }

  /** The gateway did not even ask, to spare an Oplead that fails; the pause is its own. */
  record NotAsked(String reason, Duration pause) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.NOT_ASKED;
    }
  }

  /** Nobody knows whether Oplead has the lead: to send it again may make it twice. */
  record Unknown(String reason) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.UNKNOWN;
    }
  }
}
