package io.leadloop.admin.lead;

import io.leadloop.lead.LeadStatus;
import io.leadloop.silence.PolledLead;
import java.time.Instant;

/**
 * Oplead's answer to a question for one lead.
 *
 * @param askedAt when it was asked
 * @param found whether Oplead has the lead
 * @param status the lead's at Oplead; null if the answer names none
 */
public record LeadPollView(Instant askedAt, boolean found, LeadStatus status) {

  static LeadPollView of(PolledLead polled) {
    return new LeadPollView(polled.asked(), polled.isFound(), polled.status().orElse(null));
  }

  /** The same for the audit, which no erasure reaches. */
  LeadPollView withoutLabel() {
    return new LeadPollView(askedAt, found, status == null ? null : status.withoutLabel());
  }
}
