package io.leadloop.page.reference;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who makes a call, by its tag in the document; each has a page. */
enum Audience {
  PROVIDERS("provider"),
  OPLEAD("callback"),
  ADMINISTRATORS("admin"),
  /** Needs no key. */
  EVERYBODY("contract");

  private final String tag;

  Audience(String tag) {
    this.tag = tag;
  }

  static Audience ofTag(String tag) {
    return Arrays.stream(values())
        .filter(audience -> audience.tag.equals(tag))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no audience has the tag " + tag));
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
