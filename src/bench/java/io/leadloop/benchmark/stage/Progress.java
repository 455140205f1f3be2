package io.leadloop.benchmark.stage;

import java.time.Duration;
import java.time.Instant;

/** Reports the progress of the benchmark. */
public final class Progress {
  private static final Instant START = Instant.now();

  private Progress() {}

  public static void say(String format, Object... values) {
    Duration since = Duration.between(START, Instant.now());
    System.out.printf("[%02d:%02d] ", since.toMinutes(), since.toSecondsPart());
    System.out.printf(format + "%n", values);
    System.out.flush();
  }
}
