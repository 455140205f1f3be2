package io.leadloop.lead;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/**
 * The customer's last status of a lead, as published to the provider.
 *
 * @param code one of the status codes in {@code src/docs/administrator/oplead.md}
 * @param label Oplead's label; null if the callback had none
 * @param at when it took effect
 */
@Embeddable
public record LeadStatus(
    @Column(name = "status_code") String code,
    @Column(name = "status_label") String label,
    @Column(name = "status_at") Instant at) {

  /** The same without Oplead's text, which may be personal. */
  public LeadStatus withoutLabel() {
    return new LeadStatus(code, null, at);
  }
}
