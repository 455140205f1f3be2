package io.leadloop.update.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.intake.LaneView;
import io.leadloop.update.UpdateId;
import io.leadloop.update.UpdateState;
import java.time.Instant;

/**
 * A status that a provider asked for, on its way to Oplead.
 *
 * @param status its code
 * @param lane reported once, to the caller that requested it
 */
public record StatusRequestView(
    UpdateId id,
    String status,
    UpdateState state,
    int attempts,
    String lastError,
    Instant createdAt,
    Instant updatedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) LaneView lane) {}
