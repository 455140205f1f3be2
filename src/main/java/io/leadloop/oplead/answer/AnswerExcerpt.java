package io.leadloop.oplead.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.oplead.text.OneLine;
import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The start of Oplead's answer, for administrators. It may be personal, so it is stored sealed and
 * never published.
 */
public final class AnswerExcerpt {

  private static final int MAX_LENGTH = 1_000;

  private AnswerExcerpt() {}

  /** Returns status and body on one line, with the token removed. */
  public static String of(int status, AnswerBody body, String token) {
    String start = without(token, body.text());
    String messages = without(token, messagesBeyond(start, body));
    String said = messages.isEmpty() ? start : messages + " | " + start;
    return OneLine.of("HTTP " + status + " " + said, MAX_LENGTH);
  }

  /** Messages that the start of the body does not show verbatim: too far behind, or escaped. */
  private static String messagesBeyond(String start, AnswerBody body) {
    List<AnswerMessages.Message> messages = AnswerMessages.of(body.root());
    String shown = start.substring(0, Math.min(start.length(), MAX_LENGTH / 2));
    return messages.stream().allMatch(message -> shown.contains(message.text()))
        ? ""
        : messages.stream().map(AnswerMessages.Message::inWords).collect(Collectors.joining("; "));
  }

  /** Servers may echo a token that they refuse. */
  private static String without(String token, String text) {
    String line = OneLine.of(text, 4 * MAX_LENGTH);
    return line.replace(token, "***").replace(URLEncoder.encode(token, UTF_8), "***");
  }
}
