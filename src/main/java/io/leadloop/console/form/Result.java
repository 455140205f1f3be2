package io.leadloop.console.form;

import java.util.List;

/**
 * What a change led to.
 *
 * @param key of its message, after {@code result_}
 * @param subject what it is about, in its own words
 * @param back the page to go on with, by its path from the gateway's root
 * @param steps null for none; further ones may follow while the page is sent
 */
public record Result(String key, String subject, String back, List<Fact> facts, List<Step> steps) {
  public static Result of(String key, String subject, String back, List<Fact> facts) {
    return new Result(key, subject, back, facts, null);
  }

  public static Result ofSteps(String key, String subject, String back, List<Step> steps) {
    return new Result(key, subject, back, List.of(), steps);
  }

  public String title() {
    return "result_" + key;
  }

  public boolean hasSteps() {
    return steps != null;
  }

  /** Whether the page cannot be had again. */
  public boolean isOnce() {
    return facts.stream().anyMatch(Fact::isSecret);
  }
}
