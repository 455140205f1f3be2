package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/**
 * The beginning of an answer in Oplead's own words, for an administrator. It may be personal, so it
 * is kept sealed and goes nowhere else.
 */
final class AnswerExcerpt {

  private static final int MAX_LENGTH = 1_000;

  private AnswerExcerpt() {}

  /** The status and the body on one line, with the token taken out. */
  static String of(int status, byte[] body, String token) {
    String start = new String(body, 0, Math.min(body.length, 4 * MAX_LENGTH), UTF_8);
    return OneLine.of("HTTP " + status + " " + without(token, start), MAX_LENGTH);
  }

  /** A server that complains of a token may repeat it. */
  private static String without(String token, String text) {
    String line = OneLine.of(text, text.length());
    return line.replace(token, "***").replace(URLEncoder.encode(token, UTF_8), "***");
  }
}
