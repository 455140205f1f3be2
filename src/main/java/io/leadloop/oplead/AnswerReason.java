package io.leadloop.oplead;

import java.util.List;

/**
 * The reason that people read for an answer: a sentence of ours with the HTTP status and, of a
 * refusal, the fields that it names. Oplead's own words are not in it, since they may repeat what
 * the lead says of a person, and a reason is kept in clear and travels on a topic; {@link
 * AnswerExcerpt} keeps them.
 */
final class AnswerReason {

  private AnswerReason() {}

  static String of(int status) {
    boolean elsewhere = status / 100 == 3 || status == 404 || status == 405;
    return "HTTP " + status + (elsewhere ? " (wrong base URL?)" : "");
  }

  static String ofRefusal(HttpAnswer answer) {
    List<String> fields = RefusedFields.in(answer.body().root());
    String reason = of(answer.status());
    return fields.isEmpty() ? reason : reason + ": Oplead refuses " + String.join(", ", fields);
  }
}
