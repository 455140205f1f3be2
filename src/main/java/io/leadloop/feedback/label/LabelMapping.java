package io.leadloop.feedback.label;

import io.leadloop.oplead.status.StatusCode;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The code of a label.
 *
 * @param customer the slug of the customer whose label it is; empty for all customers
 * @param label as it was given; its letters and digits are compared, without case and accents
 * @param correction the last run that corrected leads, if there was one
 */
public record LabelMapping(
    UUID id,
    Optional<String> customer,
    String label,
    StatusCode code,
    Instant createdAt,
    Instant changedAt,
    Optional<LabelCorrection> correction) {

  static LabelMapping of(Row row) {
    return new LabelMapping(
        row.getUUID("id"),
        Optional.ofNullable(row.getString("slug")),
        row.getString("label"),
        StatusCode.ofWireName(row.getString("code")),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("changed_at").toInstant(),
        LabelCorrection.of(row));
  }
}
