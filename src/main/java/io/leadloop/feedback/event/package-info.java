/**
 * The events that providers receive: their data, types and the stored history. Stored events are
 * the only source of the feed and of streams.
 */
package io.leadloop.feedback.event;
