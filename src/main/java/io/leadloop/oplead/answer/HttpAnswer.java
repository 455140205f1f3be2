package io.leadloop.oplead.answer;

import java.util.Optional;

/**
 * What a classifier needs of an HTTP answer; its body may be cut or garbage.
 *
 * @param location where what was made is, as in the header of that name
 */
public record HttpAnswer(
    int status, Optional<String> retryAfter, Optional<String> location, AnswerBody body) {

  boolean isFamily(int hundreds) {
    return status / 100 == hundreds;
  }

  /** Whether it claims success with something that is no answer of the API. */
  boolean isPage() {
    return isFamily(2) && body.isPage();
  }
}
