package io.leadloop.testing.browser;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toMap;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs axe in a page. The page returns the faults alone: the library's own builder has axe describe
 * each element that is right as well, which takes several times as long as the rules.
 *
 * <p>Most of the rest is the contrast of texts. Texts that nothing in their markup distinguishes
 * for a style have the same colours, as in the rows of a table, so axe looks at the first of them.
 */
final class Axe {
  private static final String SOURCE = AxeBuilder.getAxeScript();
  private static final String IS_THERE = "typeof axe === 'object'";
  private static final String CONTRAST = "color-contrast";

  /** Three of a kind, as the rows of a table may take turns. The texts are those that are shown. */
  private static final String RUN =
      """
      async ([options, contrast]) => {
        const noStyle = /^(href|name|value|for|action|datetime|title|alt|src|aria-label)$/;
        const path = e => e === document.body ? '' : path(e.parentElement) + '>' + e.tagName
          + [...e.attributes].filter(a => !noStyle.test(a.name)).map(a => a.name + '=' + a.value);
        const isText = e => e.checkVisibility() && (e.matches('input, select, textarea')
          || [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim()));
        const times = {};
        const isNew = e => (times[path(e)] = (times[path(e)] || 0) + 1) <= 3;
        const runs = [[document, options]];
        if (contrast) {
          const texts = [...document.body.querySelectorAll('*')].filter(e => isText(e) && isNew(e));
          runs.push([{include: texts}, contrast]);
        }
        const violations = [];
        for (const [where, rules] of runs) {
          violations.push(...(await axe.run(where, rules)).violations);
        }
        return violations.map(rule =>
          rule.id + ' ' + JSON.stringify(rule.nodes.slice(0, 3).map(node => node.html)));
      }
      """;

  private final Map<String, Object> rules;
  private final boolean withContrast;

  private Axe(Map<String, Object> rules, boolean withContrast) {
    this.rules = rules;
    this.withContrast = withContrast;
  }

  /** With all rules that are on by default. */
  static Axe withAllRules() {
    return new Axe(without(Stream.of(CONTRAST)), true);
  }

  /** With these rules alone. */
  static Axe withRules(List<String> rules) {
    return new Axe(
        only(rules.stream().filter(not(CONTRAST::equals)).toList()), rules.contains(CONTRAST));
  }

  /** With all rules that are on by default but these. */
  static Axe withoutRules(List<String> rules) {
    return new Axe(
        without(Stream.concat(rules.stream(), Stream.of(CONTRAST)).distinct()),
        !rules.contains(CONTRAST));
  }

  private static Map<String, Object> only(List<String> rules) {
    return Map.of("runOnly", Map.of("type", "rule", "values", rules));
  }

  private static Map<String, Object> without(Stream<String> rules) {
    return Map.of("rules", rules.collect(toMap(rule -> rule, rule -> Map.of("enabled", false))));
  }

  /** The faults of the page as it is shown: each rule with the first elements that break it. */
  List<String> violations(Page page) {
    if (!Boolean.TRUE.equals(page.evaluate(IS_THERE))) {
      page.evaluate(SOURCE);
      page.context().addInitScript(SOURCE);
    }
    List<?> violations =
        (List<?>)
            page.evaluate(
                RUN,
                List.of(options(rules), withContrast ? options(only(List.of(CONTRAST))) : false));
    return violations.stream().map(Object::toString).toList();
  }

  private static Map<String, Object> options(Map<String, Object> rules) {
    Map<String, Object> options = new HashMap<>(rules);
    options.put("resultTypes", List.of("violations"));
    options.put("selectors", false);
    options.put("iframes", false); // No page has any.
    return options;
  }
}
