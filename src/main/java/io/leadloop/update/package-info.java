/**
 * What a provider wants done to a lead that Oplead has: a document to be attached, a status to be
 * set. HTTP in ({@link io.leadloop.update.DocumentResource}, {@link
 * io.leadloop.update.StatusResource}), documents in sealed pieces ({@link
 * io.leadloop.update.DocumentPieces}), and the queue, in which those of one lead stand in the order
 * in which they were given. It sends nothing: forwarding does, within the lane.
 */
package io.leadloop.update;
