package io.leadloop.form;

import io.leadloop.intake.LeadView;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;

/**
 * The answer to a posted form.
 *
 * @param id the lead's
 * @param reference the {@code Idempotency-Key}, or made by the gateway
 */
public record FormAnswer(LeadId id, String reference, LeadState state) {
  static FormAnswer of(LeadView lead) {
    return new FormAnswer(lead.id(), lead.reference(), lead.state());
  }
}
