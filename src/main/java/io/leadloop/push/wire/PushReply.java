package io.leadloop.push.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.oplead.text.OneLine;
import java.time.Duration;
import java.util.Optional;

/** The result of one attempt. */
public sealed interface PushReply {
  /** Which reply this is: a switch over it without a default names all of them. */
  Kind kind();

  /** The kinds of reply. */
  enum Kind {
    ANSWERED,
    UNREACHABLE,
    NO_ANSWER
  }

  /** The length of an excerpt, in characters. */
  int MOST_EXCERPT = 512;

  /** How long the attempt took in all. */
  Duration took();

  /** One printable line that may be stored: the start of the answer, or why there is none. */
  String excerpt();

  /** What the endpoint answered, if it did. */
  default Optional<Answered> answer() {
    return Optional.empty();
  }

  /**
   * The endpoint answered; the status counts, however the body ended.
   *
   * @param retryAfter the header, if readable, at most an hour
   * @param body as much of it as arrived in time, up to the configured maximum
   */
  record Answered(int status, Optional<Duration> retryAfter, byte[] body, Duration took)
      implements PushReply {
    @Override
    public Kind kind() {
      return Kind.ANSWERED;
    }

    @Override
    public Optional<Answered> answer() {
      return Optional.of(this);
    }

    @Override
    public String excerpt() {
      int bytes = Math.min(body.length, 4 * MOST_EXCERPT);
      return OneLine.of(new String(body, 0, bytes, UTF_8), MOST_EXCERPT);
    }

    /** Whether the status is 2xx. */
    public boolean isSuccess() {
      return status / 100 == 2;
    }

    /** Omits the body. */
    @Override
    public String toString() {
      return "Answered[" + status + ", retryAfter=" + retryAfter + ", took=" + took + "]";
    }
  }

  /**
   * The endpoint is wrong: connection refused, unknown or private host, TLS failure, or no HTTP.
   */
  record Unreachable(String reason, Duration took) implements PushReply {
    @Override
    public Kind kind() {
      return Kind.UNREACHABLE;
    }

    @Override
    public String excerpt() {
      return reason;
    }
  }

  /** A time-out, or the connection was lost: the endpoint may have the message. */
  record NoAnswer(String reason, Duration took) implements PushReply {
    @Override
    public Kind kind() {
      return Kind.NO_ANSWER;
    }

    @Override
    public String excerpt() {
      return reason;
    }
  }
}
