/**
 * Delivers events to endpoints. {@link io.leadloop.push.delivery.PushDispatcher} claims endpoints,
 * {@link io.leadloop.push.delivery.EndpointRun} delivers to one: {@link
 * io.leadloop.push.delivery.QueueFeeder} reads, {@link io.leadloop.push.delivery.DeliverySender}
 * sends, {@link io.leadloop.push.delivery.EndpointLease} commits, and {@link
 * io.leadloop.push.delivery.EndpointHealth} decides how fast. There is no second queue: events are
 * read from the stored feed, and a crash repeats at most what was in flight.
 */
package io.leadloop.push.delivery;
