package io.leadloop.intake;

/** What became of one submission. */
public sealed interface Receipt {
  /** There is a lead for it. */
  sealed interface Kept extends Receipt {
    LeadView lead();
  }

  /** It is on disk. */
  record Accepted(LeadView lead) implements Kept {}

  /** An equal one made this lead before. */
  record Replayed(LeadView lead) implements Kept {}

  /** It made no lead: a {@code ProblemException}, or why the database could not take it. */
  record Refused(Throwable cause) implements Receipt {}
}
