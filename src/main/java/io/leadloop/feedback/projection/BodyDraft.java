package io.leadloop.feedback.projection;

import io.leadloop.lead.LeadId;
import io.leadloop.oplead.callback.CallbackContent;
import io.leadloop.oplead.status.OpleadAppointment;
import io.leadloop.oplead.status.StatusCode;
import java.math.BigDecimal;

/**
 * The content of a body, before anything is withheld.
 *
 * @param body in clear
 * @param content null where no status was found, or none was looked for
 * @param appointment null where none was looked for
 * @param mapVersion of the table of labels by which it was read
 */
record BodyDraft(
    LeadId lead,
    byte[] body,
    CallbackContent content,
    OpleadAppointment appointment,
    String mapVersion) {
  /** What has fewer is no telephone number. */
  private static final int DIGITS_OF_A_DOUBTFUL_AMOUNT = 8;

  /** Whether it has a part that may be personal. */
  boolean isDoubtful() {
    return appointment != null && appointment.state().isPresent()
        || content != null
            && (hasUnknownLabel() || content.amount().filter(BodyDraft::isDoubtful).isPresent());
  }

  boolean hasUnknownLabel() {
    return content.status().code() == StatusCode.OTHER;
  }

  static boolean isDoubtful(BigDecimal amount) {
    return amount.precision() >= DIGITS_OF_A_DOUBTFUL_AMOUNT;
  }
}
