package io.leadloop.silence;

import io.leadloop.feedback.Feedback;
import io.leadloop.lead.LeadStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Oplead's answer to a question for one lead.
 *
 * @param asked when
 * @param feedback to be appended to the outbox; empty where Oplead reports that the lead does not
 *     exist
 * @param status the lead's at Oplead, as it may be shown; empty where the answer names none
 */
public record PolledLead(Instant asked, Optional<Feedback> feedback, Optional<LeadStatus> status) {

  static PolledLead absent(Instant asked) {
    return new PolledLead(asked, Optional.empty(), Optional.empty());
  }

  /** Whether Oplead has the lead. */
  public boolean isFound() {
    return feedback.isPresent();
  }
}
