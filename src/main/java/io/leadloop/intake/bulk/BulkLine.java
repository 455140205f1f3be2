package io.leadloop.intake.bulk;

import io.leadloop.error.ProblemException;
import io.leadloop.intake.LeadSubmission;

/**
 * A parsed line of a bulk request.
 *
 * @param number counted from 1
 * @param reference the provider's own id for the lead, if readable
 * @param submission the valid submission, or null
 * @param problem why the line is invalid, or null
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
