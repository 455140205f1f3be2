package io.leadloop.lead;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * Asks a customer's Oplead for a lead, now. Whoever shows leads says so here; whoever may spend a
 * customer's quota does it.
 */
public interface LeadRefresh {
  /**
   * The status that Oplead names; empty where it names none. What it said is told to the provider
   * as well. Fails with {@code rate-limited} where the customer's quota is used up for now, and
   * with {@code oplead-unavailable} where Oplead gives no answer.
   *
   * @param lead with its customer
   */
  Uni<Optional<LeadStatus>> refresh(Lead lead);
}
