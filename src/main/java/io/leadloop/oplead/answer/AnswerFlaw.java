package io.leadloop.oplead.answer;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A defect of an answer whose status reports success. */
public enum AnswerFlaw {
  /** A page, or anything else that an API does not answer: the URL is not Oplead's API. */
  PAGE,
  /** An unknown content coding that was not requested: the body is unreadable. */
  ENCODING;

  /**
   * @param accepting the statuses that mean success, in addition to all 2xx
   */
  public static Optional<AnswerFlaw> of(HttpAnswer answer, Set<Integer> accepting) {
    if (!answer.isFamily(2) && !accepting.contains(answer.status())) {
      return Optional.empty();
    } else if (answer.body().isPage()) {
      return Optional.of(PAGE);
    }
    return answer.body().kind() == AnswerBody.Kind.UNREADABLE
        ? Optional.of(ENCODING)
        : Optional.empty();
  }

  /** The name in metrics. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
