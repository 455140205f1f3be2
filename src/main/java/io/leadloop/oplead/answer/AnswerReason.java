package io.leadloop.oplead.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The human-readable reason of an outcome: our own sentence with the HTTP status and, for a
 * refusal, the fields it names. Oplead's own words are excluded, since they may contain personal
 * data, while a reason is stored in clear and published; {@link AnswerExcerpt} keeps them.
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

  /** For an answer with a success status whose body reports an error. */
  static String inBody(int status) {
    return of(status) + ", but the body reports an error";
  }

  /** The same with the HTTP status in the body. */
  static String inBody(int status, int named) {
    return of(status) + ", but the body reports an error " + named;
  }

  /** For an answer that does not come from the API. */
  static String ofPage(int status) {
    return of(status)
        + ", but with a page and no answer of the API (sign-in page? wrong base URL?)";
  }
}
