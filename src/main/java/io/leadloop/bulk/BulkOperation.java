package io.leadloop.bulk;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A change of many leads.
 *
 * @param total how many leads were counted before the start
 * @param atLeast whether there were more than were counted
 * @param done leads that were changed so far
 * @param skipped leads that matched and were not changed: they were in another state by then, were
 *     erased, would be too late, or are held in a stopped lane
 * @param startedBy who started it, as in the audit
 * @param endedAt null while it runs
 * @param endedBy who cancelled it, otherwise null
 */
public record BulkOperation(
    UUID id,
    BulkAction action,
    BulkFilter filter,
    State state,
    long total,
    boolean atLeast,
    long done,
    long skipped,
    String startedBy,
    Instant startedAt,
    Instant endedAt,
    String endedBy) {
  private static final int PERCENT = 100;

  /** Where an operation stands; the constant's name in lower case is its wire name. */
  public enum State {
    RUNNING,
    DONE,
    CANCELLED;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @JsonIgnore
  public boolean isRunning() {
    return state == State.RUNNING;
  }

  /** How far it is, by the leads that were counted; 100 only when it has ended. */
  @JsonIgnore
  public long percent() {
    if (state == State.DONE) {
      return PERCENT;
    }
    return total == 0 ? 0 : Math.min(PERCENT - 1, PERCENT * (done + skipped) / total);
  }
}
