/**
 * What a provider wants done to a lead that Oplead has: a document to be attached, a status to be
 * set. Here is what its packages share: {@code request} takes updates by HTTP and queues them,
 * those of one lead in the order in which they were given; {@code document} reads uploads and keeps
 * them in sealed chunks; {@code delivery} sends within the lane.
 */
package io.leadloop.update;
