package io.leadloop.feedback.label;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A run that corrects the leads that had a label before it had its code.
 *
 * @param state {@code running}, {@code done} or {@code cancelled}
 * @param planned the leads when it began
 * @param corrected the leads whose correction is published or on its way to the log
 */
public record LabelCorrection(
    String state, int planned, int corrected, Instant startedAt, Optional<Instant> endedAt) {
  static final String RUNNING = "running";

  /** Empty where there was none. */
  static Optional<LabelCorrection> of(Row row) {
    return Optional.ofNullable(row.getString("state"))
        .map(
            state ->
                new LabelCorrection(
                    state,
                    row.getInteger("planned"),
                    row.getInteger("corrected"),
                    row.getOffsetDateTime("started_at").toInstant(),
                    Optional.ofNullable(row.getOffsetDateTime("ended_at"))
                        .map(OffsetDateTime::toInstant)));
  }

  public boolean isRunning() {
    return state.equals(RUNNING);
  }
}
