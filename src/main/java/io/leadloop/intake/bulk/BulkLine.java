package io.leadloop.intake.bulk;

import io.leadloop.error.ProblemException;
import io.leadloop.intake.LeadSubmission;

/**
 * One line of a submission in bulk, once it was read.
 *
 * @param number counted from 1
 * @param reference the provider's own id for the lead, as far as the line has a readable one
 * @param submission what it asks for; null where it cannot be read
 * @param problem why it cannot; null where it can
 */
record BulkLine(
    long number, String reference, LeadSubmission submission, ProblemException problem) {
  boolean isReadable() {
    return submission != null;
  }

  @Override
  public String toString() {
    return "BulkLine[" + number + "]";
  }
}
