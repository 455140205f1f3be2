package io.leadloop.kafka.check;

/**
 * One thing that a check of an account tried.
 *
 * @param name of what was tried, the same for every provider, for example {@code
 *     refused-other-provider}
 * @param ok whether Kafka did what the contract wants, which for most steps is to refuse
 * @param detail what was tried, and what came of it
 */
public record AccountStep(String name, boolean ok, String detail) {
  static AccountStep passed(String name, String detail) {
    return new AccountStep(name, true, detail);
  }

  static AccountStep failed(String name, String detail) {
    return new AccountStep(name, false, detail);
  }
}
