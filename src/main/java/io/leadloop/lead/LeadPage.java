package io.leadloop.lead;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list of leads, newest first.
 *
 * @param items may be fewer than were asked for, even none, where the list goes on
 * @param next the cursor of the next part; empty where the list has ended
 */
public record LeadPage(List<Lead> items, Optional<LeadId> next) {}
