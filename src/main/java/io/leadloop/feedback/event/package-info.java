/**
 * The events that providers receive: their data, types and the stored history. Stored events are
 * the only source of the feed and of streams. {@link io.leadloop.feedback.event.CallbackHistory}
 * lists a lead's callbacks, without their bodies.
 */
package io.leadloop.feedback.event;
