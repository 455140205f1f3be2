package io.leadloop.console.customer;

import io.leadloop.admin.customer.CustomerView;

/** What changes on a customer's page while its lane sends. */
public record WatchedLane(CustomerView customer, UsageStrip strip) {
  private static final int PERCENT = 100;

  /** Changes with the shown values. */
  public String version() {
    return Integer.toHexString(hashCode());
  }

  /** How much of the quota others use. */
  public int percentElsewhere() {
    return customer.lane().usedElsewhere() * PERCENT / customer.requestsPerMinute();
  }
}
