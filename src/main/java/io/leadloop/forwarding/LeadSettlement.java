package io.leadloop.forwarding;

import io.leadloop.feedback.Feedback;
import io.leadloop.lane.LaneReport;
import io.leadloop.lane.LaneSettlement;
import io.leadloop.lead.LeadState;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.answer.Outcome;
import java.util.Optional;

/**
 * The result of one claim, ready to be written.
 *
 * @param report Oplead's reply, and what follows
 * @param feedback the event for the lead's provider, if the lead was still open
 * @param failure the record of a request that failed
 * @param sealedAnswer the part of Oplead's answer that is kept, sealed for the lead
 */
record LeadSettlement(
    ClaimedLead lead,
    LaneReport report,
    Optional<Feedback> feedback,
    Optional<FailedAttempt> failure,
    Optional<byte[]> sealedAnswer) {

  LaneSettlement lane() {
    return new LaneSettlement(lead.slot(), Optional.of(lead.account()), report);
  }

  /** The state of the lead after it, where it was still open. */
  LeadState state() {
    return switch (report.decision().next()) {
      case DONE -> LeadState.FORWARDED;
      case REFUSED -> LeadState.REJECTED;
      case HELD -> LeadState.HELD;
      case QUEUED -> LeadState.QUEUED;
      case UNCERTAIN -> LeadState.UNCERTAIN;
    };
  }

  String opleadId() {
    return opleadId(report.reply());
  }

  /** Oplead's id of the lead, or null if it took none or returned none. */
  static String opleadId(OpleadReply reply) {
    return reply.outcome() instanceof Outcome.Accepted accepted
        ? accepted.opleadId().orElse(null)
        : null;
  }

  /** Whether an earlier call that carried the lead may have arrived, too. */
  boolean isResent() {
    return lead.purpose() == ClaimedLead.Purpose.SEND_AGAIN;
  }

  /** Whether Oplead reports that the lead does not exist. */
  boolean isAbsent() {
    return report.reply().outcome() instanceof Outcome.Absent;
  }
}
