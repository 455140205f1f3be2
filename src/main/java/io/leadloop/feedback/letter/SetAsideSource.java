package io.leadloop.feedback.letter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where feedback was set aside, and why. */
public enum SetAsideSource {
  /** The log refuses it, mostly for its length. */
  OUTBOX,
  /** It was on the log, and cannot be projected. */
  LOG,
  /** It was projected, but no status was found in its body. */
  CALLBACK;

  /** Its name in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<SetAsideSource> ofWireName(String wire) {
    return Arrays.stream(values()).filter(source -> source.wireName().equals(wire)).findFirst();
  }
}
