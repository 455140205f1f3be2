package io.leadloop.bulk;

import java.util.List;

/**
 * An estimate of an operation.
 *
 * @param leads how many leads it would change
 * @param atLeast whether there are more than were counted
 * @param leftOut held leads of stopped lanes, which it does not change: they would be held again.
 *     They are released when their customers are resumed
 * @param seconds about how long until all are sent, by the quotas of their lanes and what waits
 *     there; null if a lane does not send at present
 * @param lanes the customers with the most of them
 */
public record BulkPlan(
    BulkAction action,
    BulkFilter filter,
    long leads,
    boolean atLeast,
    long leftOut,
    Long seconds,
    List<Lane> lanes) {

  /**
   * The part of one customer.
   *
   * @param customer the customer's slug
   * @param seconds about how long until they are sent; null while the lane does not send
   */
  public record Lane(String customer, long leads, Long seconds) {}
}
