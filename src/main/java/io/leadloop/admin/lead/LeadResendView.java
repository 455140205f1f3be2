package io.leadloop.admin.lead;

import io.leadloop.lead.LeadId;
import io.leadloop.push.EndpointId;
import java.util.List;
import java.util.UUID;

/**
 * The lead whose events are sent again.
 *
 * @param endpoints to which of its provider's
 */
public record LeadResendView(LeadId leadId, List<UUID> endpoints) {
  static LeadResendView of(LeadId lead, List<EndpointId> endpoints) {
    return new LeadResendView(lead, endpoints.stream().map(EndpointId::value).toList());
  }
}
