package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class PoolLogFilterTest {
  private static final StackTraceElement PROMISE =
      new StackTraceElement("io.vertx.core.Promise", "fail", "Promise.java", 90);

  private final PoolLogFilter filter = new PoolLogFilter();

  @Test
  void latePoolTimeoutIsNotLogged() {
    assertThat(
            filter.isLoggable(
                line(PROMISE, frame("io.vertx.sqlclient.impl.pool.SqlConnectionPool"))))
        .isFalse();
  }

  @Test
  void otherRecordsAreLogged() {
    assertThat(filter.isLoggable(line(PROMISE, frame("io.leadloop.intake.Intake")))).isTrue();
    assertThat(filter.isLoggable(line())).isTrue();
    assertThat(filter.isLoggable(new LogRecord(Level.INFO, "listening"))).isTrue();
  }

  private static StackTraceElement frame(String type) {
    return new StackTraceElement(type, "run", "X.java", 1);
  }

  private static LogRecord line(StackTraceElement... frames) {
    IllegalStateException failure = new IllegalStateException("Result is already complete");
    failure.setStackTrace(frames);
    LogRecord line = new LogRecord(Level.SEVERE, "Uncaught exception received by Vert.x");
    line.setThrown(failure);
    return line;
  }
}
