package io.leadloop.admin;

import io.leadloop.feedback.StatusLabels.Label;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names of statuses without a code, in the order of their letters. */
@Schema
public record UnknownStatuses(List<UnknownStatus> items) {
  static UnknownStatuses of(List<Label> labels) {
    return new UnknownStatuses(
        labels.stream().map(l -> new UnknownStatus(l.label(), l.firstSeen())).toList());
  }

  /**
   * @param label as Oplead wrote it
   * @param firstSeen when a callback had it first
   */
  @Schema
  public record UnknownStatus(String label, Instant firstSeen) {}
}
