/**
 * The lane of a customer's token: everything that is sent with it goes through here, within its
 * quota. {@link io.leadloop.lane.LaneWork} is what a kind of work implements to be carried, and
 * {@link io.leadloop.lane.Attempt} one request of it; {@link io.leadloop.lane.RetryPolicy} decides
 * what an answer means. {@link io.leadloop.lane.QueueEstimate} is when a lead's turn may come, and
 * {@link io.leadloop.lane.WorkArrived} the hint that there is something new to send. The packages
 * below do the rest: {@code dispatch} claims, sends and settles, {@code call} makes single calls
 * and guards all of them, {@code pace} slows down where Oplead refuses requests, {@code status}
 * reports and stops. It knows the kinds of work by their interface alone.
 *
 * <p>Its tables are {@code lane}, {@code lane_slot}, {@code lane_arrivals} and {@code
 * lane_provider}. The triggers {@code customer_has_a_lane} and {@code customer_changes_its_lane} on
 * {@code customer} keep a lane for each customer.
 */
package io.leadloop.lane;
