package io.leadloop.feedback.projection;

import io.leadloop.feedback.DeadLetter;
import io.leadloop.feedback.Unread;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of a batch of logged feedback.
 *
 * @param events to be published, in sequence for each lead
 * @param statuses that callbacks reported for the first time
 * @param unread what could not be read
 * @param dead what can never be projected
 */
public record Projected(
    List<NewEvent> events,
    List<PublishedStatus> statuses,
    List<Unread> unread,
    List<DeadLetter> dead) {
  static final Projected NOTHING = stored(List.of());

  static Projected dead(DeadLetter letter) {
    return new Projected(List.of(), List.of(), List.of(), List.of(letter));
  }

  /** Events of an earlier run alone. */
  static Projected stored(List<NewEvent> events) {
    return new Projected(events, List.of(), List.of(), List.of());
  }

  /** Both, in this order. */
  public Projected then(Projected next) {
    return new Projected(
        joined(events, next.events),
        joined(statuses, next.statuses),
        joined(unread, next.unread),
        joined(dead, next.dead));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
