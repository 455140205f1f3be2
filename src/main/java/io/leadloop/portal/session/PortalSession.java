package io.leadloop.portal.session;

import java.time.Instant;
import java.util.UUID;

/**
 * A session, without its secret.
 *
 * @param openedBy a masked key, or the administrator who gave the link
 * @param address where it was opened from
 * @param lastUsedAt accurate to a minute
 */
public record PortalSession(
    UUID id,
    String openedBy,
    String address,
    Instant createdAt,
    Instant lastUsedAt,
    Instant endsAt) {}
