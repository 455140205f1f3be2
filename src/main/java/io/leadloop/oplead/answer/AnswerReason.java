package io.leadloop.oplead.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The reason that people read for an answer: a sentence of ours with the HTTP status and, of a
 * refusal, the fields that it names. Oplead's own words are not in it, since they may repeat what
 * the lead says of a person, and a reason is kept in clear and travels on a topic; {@link
 * AnswerExcerpt} keeps them.
 */
public final class AnswerReason {

  private AnswerReason() {}

  public static String of(int status) {
    boolean elsewhere = status / 100 == 3 || status == 404 || status == 405;
    return "HTTP " + status + (elsewhere ? " (wrong base URL?)" : "");
  }

  static String ofRefusal(HttpAnswer answer) {
    JsonNode said = answer.body().root();
    List<String> fields = said.isMissingNode() ? List.of() : RefusedFields.in(said);
    String reason = answer.isFamily(2) ? inBody(answer.status()) : of(answer.status());
    return fields.isEmpty() ? reason : reason + ": Oplead refuses " + String.join(", ", fields);
  }

  /** Of an answer that claims success although its body reports an error. */
  static String inBody(int status) {
    return of(status) + ", but the body reports an error";
  }

  /** The same with the HTTP status that the body names. */
  static String inBody(int status, int named) {
    return inBody(status) + " " + named;
  }

  /** Of an answer that is none of the API. */
  static String ofPage(int status) {
    return of(status)
        + ", but with a page and no answer of the API (sign-in page? wrong base URL?)";
  }
}
