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

  /** Why the request did not succeed; empty if the kind is sufficient. */
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

  /** Oplead accepted the lead; the id is absent if the answer did not contain it. */
  record Accepted(Optional<String> opleadId) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.ACCEPTED;
    }
  }

  /** Oplead permanently rejects this lead. */
  record Refused(String reason) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.REFUSED;
    }
  }

  /** Oplead rejects the customer's token. */
  record TokenRefused(String reason) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.TOKEN_REFUSED;
    }
  }

  /**
   * Oplead asks the gateway to wait, possibly for a given time.
   *
   * @param tooMany whether the rate limit was exceeded; otherwise Oplead is unavailable
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

  /** Oplead does not have the lead and may accept it later, after the requested delay if any. */
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
   * Oplead returned the requested lead.
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

  /** Oplead reports that the lead does not exist. */
  record Absent() implements Outcome {
    @Override
    public Kind kind() {
      return Kind.ABSENT;
    }
  }

  /** The circuit breaker is open: nothing was sent; the pause is the gateway's own. */
  record NotAsked(String reason, Duration pause) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.NOT_ASKED;
    }
  }

  /** It is unknown whether Oplead has the lead; sending it again may duplicate it. */
  record Unknown(String reason) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.UNKNOWN;
    }
  }
}
