package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Optional;

/** The reason that people read for an answer: its status and, in short, Oplead's own message. */
final class AnswerReason {

  private static final int MAX_LENGTH = 300;

  private AnswerReason() {}

  static String of(int status, Optional<String> message, String token) {
    String reason = "HTTP " + status + hint(status);
    return OneLine.of(
        message.map(text -> reason + ": " + without(token, text)).orElse(reason), MAX_LENGTH);
  }

  private static String hint(int status) {
    boolean elsewhere = status / 100 == 3 || status == 404 || status == 405;
    return elsewhere ? " (wrong base URL?)" : "";
  }

  /** A server that complains of a token may repeat it. */
  static String without(String token, String text) {
    String line = OneLine.of(text, text.length());
    return line.replace(token, "***").replace(URLEncoder.encode(token, UTF_8), "***");
  }
}
