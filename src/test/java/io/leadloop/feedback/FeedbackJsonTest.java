package io.leadloop.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.lead.LeadId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeedbackJsonTest {
  private static final LeadId LEAD = LeadId.next();
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

  static Stream<Feedback> everyKind() {
    return Stream.of(
        new Feedback.Forwarded(Feedback.nextId(), LEAD, NOW, "88"),
        new Feedback.Forwarded(Feedback.nextId(), LEAD, NOW, null),
        new Feedback.Rejected(Feedback.nextId(), LEAD, NOW, "why"),
        new Feedback.Held(Feedback.nextId(), LEAD, NOW, "why"),
        new Feedback.Expired(Feedback.nextId(), LEAD, NOW, "why"),
        new Feedback.Correction(Feedback.nextId(), LEAD, NOW, "Signé", "won", "1a2b3c4d"),
        new Feedback.Correction(Feedback.nextId(), LEAD, NOW, "Signé", "won", "1a2b3c4d", "other"),
        new Feedback.Reread(Feedback.nextId(), LEAD, NOW, Feedback.nextId()));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void whatIsWrittenToTheLogIsReadFromIt(Feedback feedback) throws IOException {
    assertThat(FeedbackJson.read(FeedbackJson.write(feedback))).isEqualTo(feedback);
  }

  @Test
  void aCallbackKeepsItsSealedBody() throws IOException {
    Feedback.Callback callback =
        new Feedback.Callback(Feedback.nextId(), LEAD, NOW, "text/plain", new byte[] {0, -1, 7});
    Feedback.Callback read = (Feedback.Callback) FeedbackJson.read(FeedbackJson.write(callback));

    assertThat(read).usingRecursiveComparison().isEqualTo(callback);
  }

  @Test
  void aCallbackThatWaitsInTheOutboxIsMarkedAsOneThatOthersMayOvertake() throws IOException {
    Feedback.Callback callback =
        new Feedback.Callback(Feedback.nextId(), LEAD, NOW, "text/plain", new byte[] {0, -1, 7});
    LogRecord waiting = LogRecord.of(callback).overtakable();
    assertThat(waiting.id()).isEqualTo(callback.id());
    assertThat(FeedbackJson.read(waiting.value()))
        .usingRecursiveComparison()
        .isEqualTo(
            new Feedback.Callback(
                callback.id(), LEAD, NOW, callback.contentType(), callback.body(), true));
    Feedback.Notified notified =
        new Feedback.Notified(Feedback.nextId(), LEAD, NOW, "status", null, new byte[] {1});
    assertThat(FeedbackJson.read(LogRecord.of(notified).overtakable().value()))
        .usingRecursiveComparison()
        .isEqualTo(
            new Feedback.Notified(notified.id(), LEAD, NOW, "status", null, notified.body(), true));
  }

  /** As SQL marks it, which cuts in after the brace. */
  @Test
  void aCallbackIsMarkedWhenItIsTriedAgain() throws IOException {
    Feedback.Callback callback =
        new Feedback.Callback(Feedback.nextId(), LEAD, NOW, null, new byte[] {1});
    String json = new String(FeedbackJson.write(callback), StandardCharsets.UTF_8);
    assertThat(json).startsWith("{\"kind\":\"callback\",").doesNotContain("again");
    String marked = "{\"again\":true," + json.substring(1);
    Feedback read = FeedbackJson.read(marked.getBytes(StandardCharsets.UTF_8));
    assertThat(((Feedback.Callback) read).again()).isTrue();
    Feedback.Notified notified =
        new Feedback.Notified(Feedback.nextId(), LEAD, NOW, "status", null, new byte[] {1});
    assertThat(new String(FeedbackJson.write(notified), StandardCharsets.UTF_8))
        .startsWith("{\"kind\":\"notified\",")
        .doesNotContain("again");
  }

  @Test
  void theLogsMembersAreSnakeCaseAndNameTheirKind() {
    String json =
        new String(
            FeedbackJson.write(new Feedback.Forwarded(Feedback.nextId(), LEAD, NOW, "88")),
            StandardCharsets.UTF_8);
    assertThat(json)
        .contains("\"kind\":\"forwarded\"")
        .contains("\"lead_id\":\"" + LEAD + "\"")
        .contains("\"received_at\":\"2026-01-02T03:04:05.678901Z\"")
        .contains("\"oplead_id\":\"88\"");
  }

  @Test
  void whatIsNoFeedbackIsRefused() {
    assertThatThrownBy(() -> FeedbackJson.read("{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
  }
}
