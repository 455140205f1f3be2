package io.leadloop.http.json;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;

/**
 * Reads times in bodies as RFC 3339 and durations as ISO 8601. Jackson would take numbers too, of
 * seconds or of milliseconds.
 */
final class TextTimes extends SimpleModule {
  private static final long serialVersionUID = 1;

  TextTimes() {
    super("text-times");
    addDeserializer(
        Instant.class, parsed(Instant.class, text -> OffsetDateTime.parse(text).toInstant()));
    addDeserializer(Duration.class, parsed(Duration.class, Duration::parse));
  }

  private static <T> FromStringDeserializer<T> parsed(Class<T> type, Function<String, T> parser) {
    return new FromStringDeserializer<>(type) {
      private static final long serialVersionUID = 1;

      @Override
      public LogicalType logicalType() {
        return LogicalType.DateTime;
      }

      @Override
      @SuppressWarnings("unchecked")
      protected T _deserialize(String text, DeserializationContext context) throws IOException {
        try {
          return parser.apply(text);
        } catch (DateTimeException e) {
          return (T) context.handleWeirdStringValue(type, text, "is no %s", type.getSimpleName());
        }
      }
    };
  }
}
