package io.leadloop.update.delivery;

import io.leadloop.feedback.Feedback;
import io.leadloop.lane.LaneReport;
import io.leadloop.lane.LaneSettlement;
import io.leadloop.update.UpdateState;
import java.util.Optional;

/**
 * The outcome of one claim of a document or a status, ready to be written.
 *
 * @param report Oplead's reply, and what follows
 * @param state where the update goes
 * @param feedback the report to the lead's provider, where that is an end
 * @param sealedAnswer Oplead's own words, sealed for the lead
 */
record UpdateSettlement(
    Update update,
    LaneReport report,
    UpdateState state,
    Optional<Feedback> feedback,
    Optional<byte[]> sealedAnswer) {

  LaneSettlement lane() {
    return new LaneSettlement(update.claim().slot(), Optional.of(update.claim().account()), report);
  }
}
