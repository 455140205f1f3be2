package io.leadloop.intake;

/** What became of one submission. */
sealed interface Receipt {
  /** It is on disk. */
  record Accepted(LeadView lead) implements Receipt {}

  /** An equal one made this lead before. */
  record Replayed(LeadView lead) implements Receipt {}

  /** It made no lead: a {@code ProblemException}, or why the database could not take it. */
  record Refused(Throwable cause) implements Receipt {}
}
