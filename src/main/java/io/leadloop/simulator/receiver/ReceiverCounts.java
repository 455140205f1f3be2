package io.leadloop.simulator.receiver;

/**
 * Counters of one receiver since it was first used.
 *
 * @param received all requests
 * @param challenges requests that verify the endpoint; counted in no other way but {@code received}
 *     and {@code badSignatures}
 * @param accepted events that were taken, repeated ones too
 * @param repeated accepted events of a lead whose id was accepted before
 * @param outOfOrder accepted events that are not repeated, and whose sequence is not greater than
 *     the last accepted one of their lead
 * @param badSignatures requests whose signature is wrong, stale or missing, refused or not
 */
public record ReceiverCounts(
    long received,
    long challenges,
    long accepted,
    long repeated,
    long outOfOrder,
    long badSignatures) {}
