package io.leadloop.console.lead;

import io.leadloop.admin.AdminLead;
import java.util.List;

/**
 * What can be done to a lead.
 *
 * @param isRetryable whether an administrator can send it again
 * @param isPollable whether Oplead may be asked for it; where the customer's cannot be, the answer
 *     is why
 * @param isResendable whether it has an event to send again
 * @param isErasable whether it can be erased
 * @param confirmation the text to type to have it erased
 */
public record LeadChoices(
    boolean isRetryable,
    boolean isPollable,
    boolean isResendable,
    boolean isErasable,
    String confirmation) {

  static LeadChoices of(AdminLead lead, List<TimelineLine> lines) {
    boolean isErased = lead.erasedAt() != null;
    return new LeadChoices(
        !isErased
            && switch (lead.state()) {
              case REJECTED, EXPIRED, HELD, UNCERTAIN -> true;
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
