package io.leadloop.oplead.profile;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A profile cannot be used; the message has a sentence, and a line, for each reason. */
public final class InvalidProfileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidProfileException(String sentence) {
    this(List.of(sentence));
  }

  InvalidProfileException(Collection<String> sentences) {
    super(
        sentences.stream()
            .map("leadloop.oplead.profile: %s"::formatted)
            .collect(Collectors.joining("\n")));
  }
}
