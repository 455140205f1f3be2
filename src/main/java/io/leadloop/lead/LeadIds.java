package io.leadloop.lead;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The ids of one page of leads.
 *
 * @param ids possibly fewer than the page size, even none, although more pages follow
 * @param next the cursor of the next page; empty on the last page
 */
public record LeadIds(List<UUID> ids, Optional<LeadId> next) {
  /**
   * @param found the ids, plus one if there are more
   * @param end where the walk stopped, if it did
   */
  static LeadIds of(List<UUID> found, Optional<UUID> end, int size) {
    boolean isFull = found.size() > size;
    List<UUID> ids = isFull ? found.subList(0, size) : found;
    return new LeadIds(ids, (isFull ? Optional.of(ids.get(size - 1)) : end).map(LeadId::new));
  }
}
