package io.leadloop.push.delivery;

import io.leadloop.provider.ProviderId;
import io.leadloop.push.EndpointId;
import io.leadloop.push.EndpointState;
import io.leadloop.push.queue.EventFilter;
import io.leadloop.push.wire.PushTarget;
import io.leadloop.store.CommitCursor;
import java.time.Instant;
import java.util.Optional;

/**
 * An endpoint under a replica's lease.
 *
 * @param lease its number; a later one fences this one off
 * @param inFlight leads at once, at most {@code maxInFlight}
 * @param failures of the endpoint in a row
 */
record ClaimedEndpoint(
    EndpointId id,
    ProviderId provider,
    String providerSlug,
    PushTarget target,
    EventFilter filter,
    EndpointState state,
    CommitCursor cursor,
    int round,
    long lease,
    int maxInFlight,
    int inFlight,
    int failures,
    Optional<Instant> failingSince) {}
