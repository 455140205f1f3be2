package io.leadloop.console.feedback;

import io.leadloop.admin.feedback.LabelView;
import io.leadloop.admin.feedback.NewLabel;
import io.leadloop.feedback.projection.StatusLabels.UnknownLabel;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.page.FilteredPages.Refused;
import java.util.Arrays;
import java.util.List;

/**
 * The labels of the page.
 *
 * @param unknown those without a code
 * @param mapped those with a code that was given here
 * @param typed one that was refused
 * @param refused why it was; empty if nothing was typed
 */
public record LabelList(
    List<UnknownLabel> unknown, List<LabelView> mapped, NewLabel typed, List<Refused> refused) {
  private static final List<String> CODES =
      Arrays.stream(StatusCode.values())
          .filter(code -> code != StatusCode.OTHER)
          .map(StatusCode::wireName)
          .toList();

  /** What a label can be mapped to. */
  public List<String> codes() {
    return CODES;
  }
}
