package io.leadloop.console.lead;

import io.leadloop.admin.AdminLead;
import io.leadloop.admin.lead.LeadWait;
import java.util.List;

/**
 * What can be done to a lead.
 *
 * @param isResumable whether it waits for its customer to be resumed
 * @param isTokenNeeded whether it waits for a new token of its customer
 * @param isRetryable whether an administrator can send it again, and that has an effect: a held
 *     lead of a stopped lane would be held again
 * @param isPollable whether Oplead may be asked for it; where the customer's cannot be, the answer
 *     is why
 * @param isResendable whether it has an event to send again
 * @param isErasable whether it can be erased
 * @param confirmation the text to type to have it erased
 */
public record LeadChoices(
    boolean isResumable,
    boolean isTokenNeeded,
    boolean isRetryable,
    boolean isPollable,
    boolean isResendable,
    boolean isErasable,
    String confirmation) {

  static LeadChoices of(AdminLead lead, LeadWait.Reason waitsFor, List<TimelineLine> lines) {
    boolean isErased = lead.erasedAt() != null;
    boolean isResumable = waitsFor == LeadWait.Reason.RESUME;
    boolean isTokenNeeded = waitsFor == LeadWait.Reason.TOKEN;
    return new LeadChoices(
        isResumable,
        isTokenNeeded,
        !isErased
            && switch (lead.state()) {
              case REJECTED, EXPIRED, UNCERTAIN -> true;
              case HELD -> !isResumable && !isTokenNeeded;
              case QUEUED, FORWARDING, FORWARDED -> false;
            },
        !isErased && lead.opleadId() != null,
        lines.stream().anyMatch(line -> line.entry().event() != null),
        !isErased
            && switch (lead.state()) {
              case FORWARDING -> false;
              case QUEUED, FORWARDED, REJECTED, UNCERTAIN, HELD, EXPIRED -> true;
            },
        confirmation(lead));
  }

  /** Its reference, or its id without one. */
  static String confirmation(AdminLead lead) {
    return lead.reference() == null ? lead.id().toString() : lead.reference().strip();
  }
}
