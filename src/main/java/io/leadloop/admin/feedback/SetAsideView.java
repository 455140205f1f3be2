package io.leadloop.admin.feedback;

import io.leadloop.feedback.letter.SetAside;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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
@Schema(name = "DeadLetter")
public record SetAsideView(
    UUID id,
    String source,
    @Schema(nullable = true) String kind,
    @Schema(nullable = true) UUID leadId,
    String reason,
    @Schema(nullable = true) Instant receivedAt,
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
