package io.leadloop.lane;

import io.leadloop.customer.CustomerId;
import java.util.Set;

/**
 * Said to this replica, once the leads are on disk: these lanes have something new to send. It is
 * only a hint, and heard by nobody else: whoever misses it finds the leads a moment later.
 */
public record LeadsArrived(Set<CustomerId> lanes) {}
