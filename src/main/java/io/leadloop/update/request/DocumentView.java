package io.leadloop.update.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.intake.LaneView;
import io.leadloop.update.DocumentKind;
import io.leadloop.update.UpdateId;
import io.leadloop.update.UpdateState;
import java.time.Instant;

/**
 * A document as its provider sees it; its name, which may be personal, is not repeated.
 *
 * @param mediaType as its content and its name say (RFC 6838)
 * @param bytes its length
 * @param lane reported once, to the caller that submitted it
 */
public record DocumentView(
    UpdateId id,
    DocumentKind kind,
    String mediaType,
    long bytes,
    UpdateState state,
    int attempts,
    String lastError,
    Instant createdAt,
    Instant updatedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) LaneView lane) {}
