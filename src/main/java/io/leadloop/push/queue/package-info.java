/**
 * Decides what an endpoint is sent next, without a database: {@link
 * io.leadloop.push.queue.DeliveryQueue} is the door. {@link io.leadloop.push.queue.AnswerMeaning}
 * reads an answer, {@link io.leadloop.push.queue.RetrySchedule} sets when an event is sent again,
 * and {@link io.leadloop.push.queue.Settlement} is what {@code io.leadloop.push.delivery} commits.
 */
package io.leadloop.push.queue;
