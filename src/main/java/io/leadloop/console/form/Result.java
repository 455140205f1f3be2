package io.leadloop.console.form;

import java.util.List;

/**
 * What a change led to.
 *
 * @param name of its message: the area, and the rest of the key after {@code result_}, as {@code
 *     provider:key_new}
 * @param subject what it is about, in its own words
 * @param back the page to go on with, by its path from the gateway's root
 * @param steps null for none; further ones may follow while the page is sent
 */
public record Result(String name, String subject, String back, List<Fact> facts, List<Step> steps) {
  public static Result of(String name, String subject, String back, List<Fact> facts) {
    return new Result(name, subject, back, facts, null);
  }

  public static Result ofSteps(String name, String subject, String back, List<Step> steps) {
    return new Result(name, subject, back, List.of(), steps);
  }

  public Words title() {
    return Words.of("result_", name);
  }

  public boolean hasSteps() {
    return steps != null;
  }

  /** Whether the page cannot be had again. */
  public boolean isOnce() {
    return facts.stream().anyMatch(Fact::isSecret);
  }
}
