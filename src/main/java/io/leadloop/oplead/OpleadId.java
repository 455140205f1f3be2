package io.leadloop.oplead;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads Oplead's id of something. Ids are kept in clear and travel on topics, so only what looks
 * like one is taken: neither an e-mail address nor words.
 */
final class OpleadId {

  /** What is longer is not cut: cut, it would be another lead's. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:~=/+-]{0,99}");

  private OpleadId() {}

  /** The first of these places that is there counts; empty where it holds no id. */
  static Optional<String> in(JsonFields answer, List<JsonPointer> places) {
    return answer.first(places).map(String::strip).filter(id -> FORM.matcher(id).matches());
  }
}
