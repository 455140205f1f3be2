package io.leadloop.oplead;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what an answer means: a pure function of the answer and, for a date in it, of the time. */
final class OutcomeClassifier {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_REASON = 300;
  private static final List<JsonPointer> MESSAGES =
      Stream.of("/message", "/error/message", "/error", "/detail", "/errors/0/message")
          .map(JsonPointer::compile)
          .toList();

  private final List<JsonPointer> ids;
  private final Clock clock;

  OutcomeClassifier(List<String> idPointers, Clock clock) {
    this.ids = idPointers.stream().map(JsonPointer::compile).toList();
    this.clock = clock;
  }

  Outcome classify(Answer answer) {
    int status = answer.status();
    if (status / 100 == 2 || status == 409) {
      return new Outcome.Accepted(firstScalar(read(answer), ids).orElse(null));
    }
    return switch (status) {
      case 400, 422 -> new Outcome.Refused(reason(answer));
      case 401, 403 -> new Outcome.TokenRefused(reason(answer));
      case 429 -> new Outcome.Throttled(wait(answer));
      case 503 ->
          wait(answer).isPresent()
              ? new Outcome.Throttled(wait(answer))
              : new Outcome.Unavailable(reason(answer));
      default -> new Outcome.Unavailable(reason(answer));
    };
  }

  /** {@code Retry-After} as seconds or as a date (RFC 9110, 10.2.3); a past date is no wait. */
  private Optional<Duration> wait(Answer answer) {
    return answer.retryAfter().map(String::strip).flatMap(this::parseWait);
  }

  private Optional<Duration> parseWait(String text) {
    try {
      if (text.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
      }
      ZonedDateTime until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), until.toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }

  private static String reason(Answer answer) {
    String message =
        firstScalar(read(answer), MESSAGES)
            .map(text -> ": " + text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip())
            .orElse("");
    String reason = "Oplead answered " + answer.status() + message;
    return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
  }

  private static Optional<String> firstScalar(JsonNode body, List<JsonPointer> pointers) {
    return pointers.stream()
        .map(body::at)
        .filter(found -> found.isTextual() || found.isNumber())
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  private static JsonNode read(Answer answer) {
    try {
      JsonNode read = JSON.readTree(answer.body());
      return read == null ? MissingNode.getInstance() : read;
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }
}
