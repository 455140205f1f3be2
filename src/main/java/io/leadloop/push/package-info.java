/**
 * Push: the events of a provider by signed HTTP, to providers without Kafka ({@code
 * src/docs/provider/push.md}). Here is what its parts share; {@link io.leadloop.push.wire} signs
 * and sends, {@link io.leadloop.push.endpoint} keeps the endpoints, {@link io.leadloop.push.queue}
 * decides what each is sent next, {@link io.leadloop.push.delivery} delivers to them, and {@link
 * io.leadloop.push.request} is their HTTP API. Tables: {@code push_endpoint}, {@code push_cursor},
 * {@code push_lead}, {@code push_delivery}.
 */
package io.leadloop.push;
