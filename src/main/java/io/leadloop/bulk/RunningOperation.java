package io.leadloop.bulk;

import io.leadloop.access.audit.AuditAuthor;
import java.util.Optional;
import java.util.UUID;

/**
 * An operation with what its next step needs.
 *
 * @param author who started it
 * @param walkedTo the last lead of the last step; empty before the first
 */
record RunningOperation(BulkOperation operation, AuditAuthor author, Optional<UUID> walkedTo) {}
