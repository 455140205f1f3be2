package io.leadloop.page.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.leadloop.http.Problem;
import java.util.Comparator;

/**
 * A problem explained, in one language.
 *
 * @param type its address, as in answers
 * @param repeatable whether the same request, sent again later, may succeed
 * @param example a sample of the answer
 */
record ProblemArticle(
    String type,
    String title,
    int status,
    String meaning,
    String cause,
    String remedy,
    boolean repeatable,
    String repeating,
    Problem example) {
  static final Comparator<ProblemArticle> ORDER =
      Comparator.comparingInt(ProblemArticle::status).thenComparing(ProblemArticle::type);

  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

  public String slug() {
    return slug(type);
  }

  /** The last segment of a problem's type. */
  static String slug(String type) {
    return type.substring(type.lastIndexOf('/') + 1);
  }

  /** The sample as it is sent, with line breaks. */
  public String sample() {
    try {
      return JSON.writeValueAsString(example);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot serialize a problem", e);
    }
  }
}
