package io.leadloop.lead;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/**
 * What the customer last made of a lead, as its provider is told.
 *
 * @param code one of the status codes in {@code src/docs/oplead.md}
 * @param label Oplead's own word for it; null where a callback carried none
 * @param at when it took effect
 */
@Embeddable
public record LeadStatus(
    @Column(name = "status_code") String code,
    @Column(name = "status_label") String label,
    @Column(name = "status_at") Instant at) {}
