package io.leadloop.console.feedback;

import io.leadloop.admin.feedback.LabelView;
import io.leadloop.feedback.projection.StatusLabels.UnknownLabel;
import io.leadloop.oplead.status.StatusCode;
import java.util.Arrays;
import java.util.List;

/**
 * The labels of the page.
 *
 * @param unknown those without a code
 * @param mapped those with a code that was given here
 */
public record LabelList(List<UnknownLabel> unknown, List<LabelView> mapped) {
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
