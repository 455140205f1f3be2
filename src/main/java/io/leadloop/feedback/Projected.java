package io.leadloop.feedback;

import io.leadloop.lead.LeadStatus;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a batch of logged feedback.
 *
 * @param events to be published, in sequence for each lead
 * @param statuses that callbacks told for the first time
 * @param dead what can never be projected
 */
record Projected(List<NewEvent> events, List<LeadStatus> statuses, List<DeadLetter> dead) {
  static final Projected NOTHING = new Projected(List.of(), List.of(), List.of());

  static Projected dead(DeadLetter letter) {
    return new Projected(List.of(), List.of(), List.of(letter));
  }

  /** Both, in this order. */
  Projected then(Projected next) {
    return new Projected(
        joined(events, next.events), joined(statuses, next.statuses), joined(dead, next.dead));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
