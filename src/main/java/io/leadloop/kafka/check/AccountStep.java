package io.leadloop.kafka.check;

import java.util.concurrent.TimeUnit;

/**
 * The result of one step of an account check.
 *
 * @param name the step, the same for every provider, for example {@code refused-other-provider}
 * @param ok whether Kafka behaved as required, which for most steps means that it denied access
 * @param millis how long it took
 * @param detail what was tried and the result
 */
public record AccountStep(String name, boolean ok, long millis, String detail) {
  static AccountStep passed(String name, String detail) {
    return new AccountStep(name, true, 0, detail);
  }

  static AccountStep failed(String name, String detail) {
    return new AccountStep(name, false, 0, detail);
  }

  /** The same with the time since {@code start}, a {@link System#nanoTime}. */
  AccountStep since(long start) {
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    return new AccountStep(name, ok, took, detail);
  }
}
