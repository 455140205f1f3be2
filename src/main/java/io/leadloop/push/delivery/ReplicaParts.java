package io.leadloop.push.delivery;

import io.leadloop.push.PushConfig;
import io.leadloop.push.queue.RetrySchedule;
import io.leadloop.push.wire.PushClient;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.UUID;

/**
 * What all runs of this replica share.
 *
 * @param id the holder of the leases
 */
record ReplicaParts(
    UUID id,
    Vertx vertx,
    PushConfig config,
    DeliveryRepository repository,
    FeedReader reader,
    PushClient client,
    RetrySchedule schedule,
    Clock clock,
    InFlightLimit inFlight,
    RecoveryCounts recoveries,
    PushMetrics metrics) {}
