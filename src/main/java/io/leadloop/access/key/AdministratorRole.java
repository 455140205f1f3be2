package io.leadloop.access.key;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an administrator may do. The constant's name in lower case is its wire name. */
public enum AdministratorRole {
  /** Everything. */
  ADMIN,
  /** Read everything, change nothing. */
  VIEWER;

  /** The name in JSON, in forms and in tables. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<AdministratorRole> ofWireName(String wire) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(wire)).findFirst();
  }
}
