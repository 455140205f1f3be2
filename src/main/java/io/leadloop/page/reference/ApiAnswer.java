package io.leadloop.page.reference;

import java.util.List;

/**
 * What a call may be answered with.
 *
 * @param problems the problems that its examples have, by the last segment of their types
 */
record ApiAnswer(
    String status, String description, List<ApiContent> contents, List<String> problems) {
  /** Whether it has examples to show; those of problems are shown by the problems' pages. */
  public boolean hasExamples() {
    return problems.isEmpty() && contents.stream().anyMatch(each -> !each.examples().isEmpty());
  }
}
