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
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

  private final LeadSubmission submission;
  private final LeadRow lead;
  private final ProblemException refusal;
  private Receipt receipt;

  /**
   * @param lead the row to insert, or null
   * @param refusal the answer if there is no lead with its reference; null for one to insert
   */
  private PendingSubmission(LeadSubmission submission, LeadRow lead, ProblemException refusal) {
    this.submission = submission;
    this.lead = lead;
    this.refusal = refusal;
  }

  /** A submission to insert; the insert decides whether it is new. */
  static PendingSubmission of(LeadSubmission submission, LeadRow lead) {
    return new PendingSubmission(submission, lead, null);
  }

  /** A submission past its {@code not_after} time. */
  static PendingSubmission late(LeadSubmission submission) {
    return onlyRepeat(
        submission, new ProblemException(ErrorCode.TOO_LATE, "The time in not_after has passed."));
  }

  /** A submission that the customer's Oplead would refuse. */
  static PendingSubmission unfit(LeadSubmission submission, List<FieldError> errors) {
    return onlyRepeat(submission, ProblemException.rejected(ErrorCode.INVALID_LEAD, errors));
  }

  /** A test lead for a form import, which knows no test mode and would take it for a lead. */
  static PendingSubmission untestable(LeadSubmission submission) {
    return onlyRepeat(
        submission,
        new ProblemException(
            ErrorCode.NOT_BY_FORM,
            "The customer's Oplead is reached by its form import, which has no test mode."));
  }

  static PendingSubmission notGranted(LeadSubmission submission) {
    return refused(
        submission,
        new ProblemException(
            ErrorCode.CUSTOMER_NOT_GRANTED,
            "No customer with that slug accepts leads from this provider."));
  }

  /**
   * A submission that is no new lead now, and may repeat one that was accepted earlier: the time or
   * the customer's wire may have changed since.
   */
  private static PendingSubmission onlyRepeat(LeadSubmission submission, ProblemException refusal) {
    return submission.reference().isPresent()
        ? new PendingSubmission(submission, null, refusal)
        : refused(submission, refusal);
  }

  private static PendingSubmission refused(LeadSubmission submission, ProblemException refusal) {
    PendingSubmission refused = new PendingSubmission(submission, null, refusal);
    refused.refuse(refusal);
    return refused;
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
      receipt = refused(refusal == null ? unreadable() : refusal);
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

  /** It was there at the insertion. */
  private static ProblemException unreadable() {
    return ProblemException.passing(
        ErrorCode.STORE_UNAVAILABLE,
        "The first lead with the reference cannot be read.",
        COME_BACK_AFTER);
  }

  private static ProblemException conflict(Lead first) {
    String detail = "The reference belongs to lead " + first.id() + ", which has another body.";
    return new ProblemException(ErrorCode.REFERENCE_CONFLICT, detail);
  }
}
