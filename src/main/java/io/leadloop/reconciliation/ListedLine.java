package io.leadloop.reconciliation;

import io.leadloop.http.Problem;

/**
 * A parsed line of a list.
 *
 * @param number counted from 1
 * @param lead null if the line is invalid
 * @param problem why it is invalid, or null
 */
record ListedLine(long number, ListedLead lead, Problem problem) {
  boolean isReadable() {
    return lead != null;
  }
}
