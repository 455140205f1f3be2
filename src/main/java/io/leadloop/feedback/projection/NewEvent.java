package io.leadloop.feedback.projection;

import io.leadloop.feedback.event.EventData;
import io.leadloop.lead.LeadId;
import io.leadloop.provider.ProviderId;
import java.time.Instant;
import java.util.UUID;

/**
 * An event of a lead as it is stored and published.
 *
 * @param feedbackId what it follows from
 * @param providerSlug whose topic it goes to
 * @param source the CloudEvents source, {@code /customers/<slug>}
 * @param data {@link EventData} as JSON, byte for byte what the topic carries
 */
public record NewEvent(
    UUID id,
    UUID feedbackId,
    LeadId leadId,
    ProviderId providerId,
    String providerSlug,
    String source,
    int sequence,
    String type,
    Instant time,
    String data) {}
