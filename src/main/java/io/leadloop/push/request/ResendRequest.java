package io.leadloop.push.request;

/**
 * The body that has events sent again; exactly one of the first three is given.
 *
 * @param since {@code beginning}, a cursor of the feed, or a time: all events from there
 * @param leadId all events of that lead
 * @param eventId that event
 * @param dryRun with {@code since}: sends nothing, and estimates
 */
public record ResendRequest(String since, String leadId, String eventId, Boolean dryRun) {

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }
}
