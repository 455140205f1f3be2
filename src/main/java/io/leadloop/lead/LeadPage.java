package io.leadloop.lead;

import java.util.List;
import java.util.Optional;

/**
 * One page of leads, newest first.
 *
 * @param items possibly fewer than the page size, even none, although more pages follow
 * @param next the cursor of the next page; empty on the last page
 */
public record LeadPage(List<Lead> items, Optional<LeadId> next) {}
