package io.leadloop.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** Captures log records until it is closed. */
public final class CapturedLog extends Handler implements AutoCloseable {
  private final List<Line> lines = new CopyOnWriteArrayList<>();

  private CapturedLog() {}

  public static CapturedLog start() {
    CapturedLog log = new CapturedLog();
    Logger.getLogger("").addHandler(log);
    return log;
  }

  public List<String> lines() {
    return lines.stream().map(Line::text).toList();
  }

  /** Those whose category begins with one of these, and with none of the others. */
  public List<String> lines(List<String> categories, List<String> others) {
    return lines.stream()
        .filter(line -> categories.stream().anyMatch(line.category()::startsWith))
        .filter(line -> others.stream().noneMatch(line.category()::startsWith))
        .map(Line::text)
        .toList();
  }

  @Override
  public void publish(LogRecord logged) {
    String text =
        logged instanceof ExtLogRecord ext ? ext.getFormattedMessage() : logged.getMessage();
    lines.add(new Line(String.valueOf(logged.getLoggerName()), text + " " + logged.getThrown()));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }

  private record Line(String category, String text) {}
}
