package io.leadloop.reconciliation;

import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import java.util.Optional;
import java.util.UUID;

/**
 * A lead as the gateway has it.
 *
 * @param reference empty if the provider gave none
 * @param lastError why it is not forwarded, if there is a reason
 * @param sequence that of its last event, 0 for none
 */
record KnownLead(
    UUID id,
    Optional<String> reference,
    LeadState state,
    Optional<String> lastError,
    int sequence,
    Optional<LeadStatus> status) {

  /** What the list has of this lead compares to. */
  Verdict compare(ListedLead listed) {
    if (state != LeadState.FORWARDED) {
      return Verdict.NOT_FORWARDED;
    }
    int claimed = listed.sequence() == null ? sequence : listed.sequence();
    if (claimed != sequence) {
      return claimed > sequence ? Verdict.AHEAD : Verdict.BEHIND;
    }
    String code = status.map(LeadStatus::code).orElse(null);
    if (listed.status() != null && !listed.status().equals(code)) {
      return Verdict.STATUS_DIFFERS;
    }
    return code == null ? Verdict.NO_FEEDBACK : Verdict.MATCHED;
  }
}
