package io.leadloop.oplead.answer;

import java.util.Optional;

/**
 * The parts of an HTTP answer that classifiers need; the body may be truncated or garbage.
 *
 * @param location the header {@code Location}
 */
public record HttpAnswer(
    int status, Optional<String> retryAfter, Optional<String> location, AnswerBody body) {

  boolean isFamily(int hundreds) {
    return status / 100 == hundreds;
  }

  /** Whether the status reports success, but the body does not come from the API. */
  boolean isPage() {
    return isFamily(2) && body.isPage();
  }
}
