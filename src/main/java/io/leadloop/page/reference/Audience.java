package io.leadloop.page.reference;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who makes a call; each has a page. The first whose paths match counts. */
enum Audience {
  PROVIDERS("/v1/", "/addlead"),
  OPLEAD("/callbacks/"),
  ADMINISTRATORS("/admin/"),
  /** Needs no key. */
  EVERYBODY("/");

  private final String[] paths;

  Audience(String... paths) {
    this.paths = paths;
  }

  static Audience of(String path) {
    return Arrays.stream(values())
        .filter(audience -> Arrays.stream(audience.paths).anyMatch(path::startsWith))
        .findFirst()
        .orElse(EVERYBODY);
  }

  static Optional<Audience> ofSlug(String slug) {
    return Arrays.stream(values()).filter(audience -> audience.slug().equals(slug)).findFirst();
  }

  /** In addresses; also the name of its message. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The message that introduces it. */
  public String hint() {
    return slug() + "_hint";
  }
}
