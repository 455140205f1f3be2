package io.leadloop.simulator.lead;

import io.leadloop.simulator.http.AccessToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest leads, by number. Identical leads are separate leads, since Oplead's documentation
 * promises no deduplication. Event loop only.
 */
public final class LeadStore {

  private final int bound;
  private final TreeMap<Long, SimulatedLead> leads = new TreeMap<>();
  private long next;

  public LeadStore(long firstId, int bound) {
    this.next = firstId;
    this.bound = bound;
  }

  public SimulatedLead keep(AccessToken owner, LeadDocument document, Instant now) {
    SimulatedLead lead = new SimulatedLead(next++, owner, document, Optional.empty(), now, now);
    leads.put(lead.number(), lead);
    if (leads.size() > bound) {
      leads.pollFirstEntry();
    }
    return lead;
  }

  /** Sets a lead's status; empty if the lead was evicted. */
  public Optional<SimulatedLead> move(long number, String label, Instant now) {
    return Optional.ofNullable(
        leads.computeIfPresent(number, (key, lead) -> lead.movedTo(label, now)));
  }

  public Optional<SimulatedLead> find(AccessToken owner, String id) {
    return numberOf(id).map(leads::get).filter(lead -> lead.owner().equals(owner));
  }

  /** At most this many of an owner's leads, newest first. */
  public List<SimulatedLead> newest(AccessToken owner, int limit) {
    return leads.descendingMap().values().stream()
        .filter(lead -> lead.owner().equals(owner))
        .limit(limit)
        .toList();
  }

  private static Optional<Long> numberOf(String id) {
    return id.matches("\\d{1,18}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
  }
}
