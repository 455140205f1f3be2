package io.leadloop.push.request;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body that has events sent again; exactly one of the first three is given.
 *
 * @param since {@code beginning}, a cursor of the feed, or a time: all events from there
 * @param leadId all events of that lead
 * @param eventId that event
 * @param dryRun with {@code since}: sends nothing, and estimates
 */
public record ResendRequest(
    @Schema(nullable = true) String since,
    @Schema(nullable = true) String leadId,
    @Schema(nullable = true) String eventId,
    @Schema(nullable = true, defaultValue = "false") Boolean dryRun) {

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }
}
