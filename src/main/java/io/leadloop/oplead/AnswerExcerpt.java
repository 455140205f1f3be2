package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The beginning of an answer, for an administrator who wants to see Oplead's own words. */
final class AnswerExcerpt {

  private static final int MAX_LENGTH = 1_000;

  private AnswerExcerpt() {}

  /** The status and the body on one line, with the token taken out. */
  static String of(int status, byte[] body, String token) {
    String start = new String(body, 0, Math.min(body.length, 4 * MAX_LENGTH), UTF_8);
    return OneLine.of("HTTP " + status + " " + AnswerReason.without(token, start), MAX_LENGTH);
  }
}
