package io.leadloop.store;

import java.time.Instant;
import java.util.UUID;

/** The time in a UUIDv7, by which ids are ordered and history is partitioned. */
public final class IdTimes {
  private static final int TIME_SHIFT = 16;

  private IdTimes() {}

  /** The least id that a UUIDv7 of that time may have, as {@code first_id} in the database. */
  public static UUID first(Instant time) {
    return new UUID(time.toEpochMilli() << TIME_SHIFT, 0);
  }
}
