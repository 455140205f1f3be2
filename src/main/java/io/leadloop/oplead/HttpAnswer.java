package io.leadloop.oplead;

import java.util.Optional;

/** What a classifier needs of an HTTP answer; its body may be cut or garbage. */
record HttpAnswer(int status, Optional<String> retryAfter, JsonFields body) {

  boolean isFamily(int hundreds) {
    return status / 100 == hundreds;
  }
}
