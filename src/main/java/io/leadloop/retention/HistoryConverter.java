package io.leadloop.retention;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a duration, or {@code never} as none; public because the configuration creates it. */
public final class HistoryConverter implements Converter<Duration> {
  static final String NEVER = "never";

  @Override
  public Duration convert(String text) {
    try {
      return text.strip().equals(NEVER) ? null : DurationConverter.parseDuration(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither a duration, such as P400D, nor " + NEVER, e);
    }
  }
}
