package io.leadloop.kafka.check;

/**
 * The result of one step of an account check.
 *
 * @param name the step, the same for every provider, for example {@code refused-other-provider}
 * @param ok whether Kafka behaved as required, which for most steps means that it denied access
 * @param detail what was tried and the result
 */
public record AccountStep(String name, boolean ok, String detail) {
  static AccountStep passed(String name, String detail) {
    return new AccountStep(name, true, detail);
  }

  static AccountStep failed(String name, String detail) {
    return new AccountStep(name, false, detail);
  }
}
