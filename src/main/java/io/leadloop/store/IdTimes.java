package io.leadloop.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/** The time in a UUIDv7, by which ids are ordered and history is partitioned. */
public final class IdTimes {
  /** The order of PostgreSQL, byte by byte; that of {@link UUID} takes the first bit as a sign. */
  public static final Comparator<UUID> ORDER =
      Comparator.<UUID>comparingLong(id -> id.getMostSignificantBits() + Long.MIN_VALUE)
          .thenComparingLong(id -> id.getLeastSignificantBits() + Long.MIN_VALUE);

  private static final int TIME_SHIFT = 16;
  private static final long NOT_TIME = (1L << TIME_SHIFT) - 1;

  private IdTimes() {}

  /** The time of a UUIDv7, in milliseconds. */
  public static Instant of(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> TIME_SHIFT);
  }

  /**
   * The least id that a UUIDv7 of that time may have, as {@code first_id} in the database; of a
   * time before 1970, which no id has, the least of all.
   */
  public static UUID first(Instant time) {
    return new UUID(Math.max(0, time.toEpochMilli()) << TIME_SHIFT, 0);
  }

  /** An id of that time that follows from a name: made again, it is the same. */
  public static UUID named(Instant time, String name) {
    UUID named = UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    return new UUID(
        first(time).getMostSignificantBits() | named.getMostSignificantBits() & NOT_TIME,
        named.getLeastSignificantBits());
  }
}
