package io.leadloop.update;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a document is. The constant's name in lower case is its wire name. */
public enum DocumentKind {
  QUOTE,
  INVOICE,
  OTHER;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<DocumentKind> ofWireName(String wire) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wire)).findFirst();
  }
}
