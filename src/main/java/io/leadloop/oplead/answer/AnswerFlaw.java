package io.leadloop.oplead.answer;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is wrong with an answer whose status claims success. */
public enum AnswerFlaw {
  /** A page, or anything else that no API answers: something else than Oplead's API was called. */
  PAGE,
  /** A content coding that was not asked for and is unknown here: nothing of it could be read. */
  ENCODING;

  /**
   * @param accepting the statuses that claim success, besides every 2xx
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
