package io.leadloop.lane;

import java.time.Instant;
import java.util.UUID;

/**
 * A slot of a lane.
 *
 * @param request what was claimed: a lead, an update or a call of its own
 * @param claim the number of the claim
 * @param claimedAt when, by the database's clock
 */
public record SlotId(UUID request, int claim, Instant claimedAt) {}
