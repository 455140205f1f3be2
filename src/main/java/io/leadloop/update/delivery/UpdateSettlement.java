package io.leadloop.update.delivery;

import io.leadloop.lane.LaneSettlement;
import io.leadloop.feedback.Feedback;
import io.leadloop.lane.LaneReport;
import io.leadloop.update.UpdateState;
import java.util.Optional;

/**
 * What came of one claim of a document or a status, ready to be written.
 *
 * @param report what Oplead said, and what follows
 * @param state where the update goes
 * @param feedback what the lead's provider is told, where that is an end
 * @param sealedAnswer Oplead's own words, sealed for the lead
 */
record UpdateSettlement(
    Update update,
    LaneReport report,
    UpdateState state,
    Optional<Feedback> feedback,
    Optional<byte[]> sealedAnswer) {

  LaneSettlement lane() {
    return new LaneSettlement(update.claim().slot(), update.claim().account(), report);
  }
}
