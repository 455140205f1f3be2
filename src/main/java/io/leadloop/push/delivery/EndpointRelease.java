package io.leadloop.push.delivery;

import io.leadloop.push.EndpointState;
import java.time.Duration;

/**
 * What a replica leaves when it ends its lease.
 *
 * @param pause until the endpoint is looked at again
 * @param inFlight leads at once from then on
 * @param failures of the endpoint in a row; 0 after a success
 * @param error of the last failure; null if there was none
 */
record EndpointRelease(
    Duration pause,
    int inFlight,
    int failures,
    boolean succeeded,
    String error,
    EndpointState state) {}
