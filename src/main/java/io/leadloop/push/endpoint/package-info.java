/**
 * The endpoints of providers: registration, secrets, handshake, pause and resume, replay, and the
 * record of deliveries. {@link io.leadloop.push.endpoint.Endpoints} is its door. It sends no event
 * but single ones that somebody asks for; delivery is {@code io.leadloop.push.delivery}.
 */
package io.leadloop.push.endpoint;
