package io.leadloop.simulator.receiver;

import io.leadloop.simulator.receiver.signature.SignatureVerdict;
import java.time.Instant;
import java.util.Optional;

/**
 * One request of the gateway and its answer. Its body is not kept.
 *
 * @param at when its head arrived
 * @param id the header {@code webhook-id}
 * @param type the header {@code ce-type}
 * @param lead the header {@code ce-subject}
 * @param sequence the header {@code ce-sequence}, empty if it is no number
 * @param attempt the header {@code leadloop-attempt}, empty if it is no number
 * @param challenge whether it verifies the endpoint and has no event
 * @param status of its answer, 0 without one
 * @param accepted whether this receiver took it, even if its answer was lost
 * @param fault the name of the scripted fault that it met
 */
public record ReceivedRequest(
    Instant at,
    Optional<String> id,
    Optional<String> type,
    Optional<String> lead,
    Optional<Long> sequence,
    Optional<Integer> attempt,
    boolean challenge,
    SignatureVerdict signature,
    int status,
    boolean accepted,
    Optional<String> fault) {}
