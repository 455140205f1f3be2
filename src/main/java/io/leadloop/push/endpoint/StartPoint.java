package io.leadloop.push.endpoint;

import io.leadloop.store.CommitCursor;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Where an endpoint begins to receive events, or receives them again. */
public sealed interface StartPoint {
  /** Ids have times from 1970 on, and are looked for from a day earlier. */
  Instant EARLIEST = Instant.EPOCH.plus(Duration.ofDays(1));

  /** In a range that can be stored. */
  Instant LATEST = Instant.ofEpochSecond(1L << 36);

  /** Which point this is: a switch over it without a default names all of them. */
  Kind kind();

  /** The kinds of point. */
  enum Kind {
    NOW,
    BEGINNING,
    AFTER,
    SINCE
  }

  /** Every event that is stored from now on. */
  record Now() implements StartPoint {
    @Override
    public Kind kind() {
      return Kind.NOW;
    }
  }

  /** The oldest event that is kept. */
  record Beginning() implements StartPoint {
    @Override
    public Kind kind() {
      return Kind.BEGINNING;
    }
  }

  /** After a cursor of the provider's feed ({@code GET /v1/events}). */
  record After(CommitCursor cursor) implements StartPoint {
    @Override
    public Kind kind() {
      return Kind.AFTER;
    }
  }

  /** The first event at or after a time. */
  record Since(Instant time) implements StartPoint {
    @Override
    public Kind kind() {
      return Kind.SINCE;
    }
  }

  /**
   * The point, if the text is one.
   *
   * @param text {@code now}, {@code beginning}, a cursor of the feed, or an RFC 3339 time
   */
  static Optional<StartPoint> parse(String text) {
    return switch (text) {
      case "now" -> Optional.of(new Now());
      case "beginning" -> Optional.of(new Beginning());
      default -> CommitCursor.parse(text).<StartPoint>map(After::new).or(() -> time(text));
    };
  }

  /** A time before any event is the beginning; one that cannot be stored is none. */
  private static Optional<StartPoint> time(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return time.isBefore(EARLIEST)
          ? Optional.of(new Beginning())
          : Optional.of(time).filter(LATEST::isAfter).map(Since::new);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
