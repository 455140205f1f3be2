package io.leadloop.intake;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.lead.Lead;
import io.leadloop.store.GroupCommit.Written;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A submission in intake that has no receipt yet. */
final class PendingSubmission {
  private final LeadSubmission submission;
  private final LeadRow lead;
  private Receipt receipt;

  private PendingSubmission(LeadSubmission submission, LeadRow lead, Receipt receipt) {
    this.submission = submission;
    this.lead = lead;
    this.receipt = receipt;
  }

  /** A submission to insert; the insert decides whether it is new. */
  static PendingSubmission of(LeadSubmission submission, LeadRow lead) {
    return new PendingSubmission(submission, lead, null);
  }

  /** A submission past its {@code not_after} time, accepted only as a repeat of an earlier one. */
  static PendingSubmission late(LeadSubmission submission) {
    return new PendingSubmission(
        submission, null, submission.reference().isPresent() ? null : refused(tooLate()));
  }

  /** A submission that the customer's Oplead would refuse. */
  static PendingSubmission unfit(LeadSubmission submission, List<FieldError> errors) {
    return new PendingSubmission(
        submission, null, refused(ProblemException.rejected(ErrorCode.INVALID_LEAD, errors)));
  }

  /** A test lead for a form import, which knows no test mode and would take it for a lead. */
  static PendingSubmission untestable(LeadSubmission submission) {
    return new PendingSubmission(
        submission,
        null,
        refused(
            new ProblemException(
                ErrorCode.NOT_BY_FORM,
                "The customer's Oplead is reached by its form import, which has no test mode.")));
  }

  static PendingSubmission notGranted(LeadSubmission submission) {
    return new PendingSubmission(
        submission,
        null,
        refused(
            new ProblemException(
                ErrorCode.CUSTOMER_NOT_GRANTED,
                "No customer with that slug accepts leads from this provider.")));
  }

  /** The row to insert, if any. */
  Optional<LeadRow> lead() {
    return Optional.ofNullable(lead);
  }

  /** Null until known. */
  Receipt receipt() {
    return receipt;
  }

  String reference() {
    return submission.reference().orElseThrow();
  }

  /**
   * @param window the lane's rate window, for the estimate
   */
  void settle(Written<Optional<Admission>> written, Duration window) {
    if (written.failure() != null) {
      receipt = refused(written.failure());
    } else {
      written.answer().ifPresent(taken -> receipt = accepted(taken, window));
    }
  }

  /**
   * @param first the existing lead with the reference, or null
   */
  void settle(Lead first, Fingerprints fingerprints) {
    if (first == null) {
      receipt = refused(tooLate());
    } else if (fingerprints.match(first.fingerprint(), submission)) {
      receipt = new Receipt.Replayed(LeadView.of(first));
    } else {
      receipt = refused(conflict(first));
    }
  }

  /** Refuses it, unless it has a receipt. */
  void refuse(Throwable cause) {
    receipt = receipt == null ? refused(cause) : receipt;
  }

  private Receipt accepted(Admission taken, Duration window) {
    LaneView lane = LaneView.of(taken.lane(), taken.ahead(), taken.at(), window);
    return new Receipt.Accepted(LeadView.queued(lead.id(), submission, taken.at(), lane));
  }

  private static Receipt refused(Throwable cause) {
    return new Receipt.Refused(cause);
  }

  private static ProblemException tooLate() {
    return new ProblemException(ErrorCode.TOO_LATE, "The time in not_after has passed.");
  }

  private static ProblemException conflict(Lead first) {
    String detail = "The reference belongs to lead " + first.id() + ", which has another body.";
    return new ProblemException(ErrorCode.REFERENCE_CONFLICT, detail);
  }
}
