package io.leadloop.feedback.event;

import io.leadloop.provider.ProviderId;
import java.util.Set;

/**
 * Published within this replica once events of these providers are on disk. It is only a hint:
 * readers find the events later without it, and may have to wait for older transactions.
 */
public record EventsStored(Set<ProviderId> providers) {}
