package io.leadloop.lane;

import io.leadloop.customer.CustomerId;
import java.util.Set;

/**
 * Published within this replica once work for these lanes is on disk. It is only a hint: where it
 * is lost, the next look at the lanes finds the work a moment later.
 */
public record WorkArrived(Set<CustomerId> lanes) {}
