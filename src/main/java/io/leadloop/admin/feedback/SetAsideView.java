package io.leadloop.admin.feedback;

import io.leadloop.feedback.letter.SetAside;
import java.time.Instant;
import java.util.UUID;

/**
 * Feedback that was set aside, without its body.
 *
 * @param source outbox where the log refuses it, log where it cannot be projected, callback where
 *     no status was found in its body
 * @param kind the kind of feedback; null where it cannot be read
 * @param leadId null where it names no lead
 * @param reason why
 * @param receivedAt when the gateway learned it; null where that is not known
 * @param retryable whether it can be tried again
 */
public record SetAsideView(
    UUID id,
    String source,
    String kind,
    UUID leadId,
    String reason,
    Instant receivedAt,
    Instant setAsideAt,
    boolean retryable) {
  static SetAsideView of(SetAside letter) {
    return new SetAsideView(
        letter.id(),
        letter.source().wireName(),
        letter.kind().orElse(null),
        letter.leadId().orElse(null),
        letter.reason(),
        letter.receivedAt().orElse(null),
        letter.setAsideAt(),
        letter.isRetryable());
  }
}
