package io.leadloop.portal.lead;

import io.leadloop.reconciliation.Difference;
import io.leadloop.reconciliation.JsonResult;
import io.leadloop.reconciliation.Summary;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;

/** The result of a comparison, as the page shows it. */
public record Comparison(JsonResult result) {
  private static final int MOST_SHOWN = 1000;

  public Summary summary() {
    return result.summary();
  }

  public List<Difference> differences() {
    return result.differences();
  }

  /** The first differences. */
  public List<Difference> shown() {
    return result.differences().stream().limit(MOST_SHOWN).toList();
  }

  public boolean isCut() {
    return result.differences().size() > MOST_SHOWN;
  }

  /** The message of each kind of difference that occurs, and how often. */
  public List<Entry<String, Long>> counts() {
    Summary all = result.summary();
    return Stream.of(
            count("unknown", all.unknown()),
            count("not_forwarded", all.notForwarded()),
            count("no_feedback", all.noFeedback()),
            count("behind", all.behind()),
            count("status_differs", all.statusDiffers()),
            count("ahead", all.ahead()),
            count("missing", all.missing()))
        .filter(count -> count.getValue() > 0)
        .toList();
  }

  private static Entry<String, Long> count(String verdict, long count) {
    return Map.entry("verdict_" + verdict, count);
  }
}
