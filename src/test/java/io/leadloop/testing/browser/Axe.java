package io.leadloop.testing.browser;

import static java.util.stream.Collectors.toMap;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs axe in a page. The page returns the faults alone: the library's own builder has axe describe
 * each element that is right as well, which takes several times as long as the rules.
 */
final class Axe {
  private static final String SOURCE = AxeBuilder.getAxeScript();
  private static final String IS_THERE = "typeof axe === 'object'";

  /** The text of each violation: its rule and the first elements that break it. */
  private static final String RUN =
      """
      options => axe.run(document, options).then(result => result.violations.map(
        rule => rule.id + ' ' + JSON.stringify(rule.nodes.slice(0, 3).map(node => node.html))))
      """;

  private final Map<String, Object> options;

  private Axe(Map<String, Object> rules) {
    options = new HashMap<>(rules);
    options.put("resultTypes", List.of("violations"));
    options.put("selectors", false);
    options.put("iframes", false); // No page has any.
  }

  /** With all rules that are on by default. */
  static Axe withAllRules() {
    return new Axe(Map.of());
  }

  /** With these rules alone. */
  static Axe withRules(List<String> rules) {
    return new Axe(Map.of("runOnly", Map.of("type", "rule", "values", rules)));
  }

  /** With all rules that are on by default but these. */
  static Axe withoutRules(List<String> rules) {
    return new Axe(
        Map.of("rules", rules.stream().collect(toMap(r -> r, r -> Map.of("enabled", false)))));
  }

  /** The faults of the page as it is shown. */
  List<String> violations(Page page) {
    if (!Boolean.TRUE.equals(page.evaluate(IS_THERE))) {
      page.evaluate(SOURCE);
    }
    List<?> violations = (List<?>) page.evaluate(RUN, options);
    return violations.stream().map(Object::toString).toList();
  }
}
