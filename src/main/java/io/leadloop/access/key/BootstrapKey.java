package io.leadloop.access.key;

import io.leadloop.vault.ApiKey;

/**
 * Validates the configured administrator key. Unlike generated keys it was chosen by a person or a
 * script, so its length is checked.
 */
public final class BootstrapKey {
  /** The setting that holds it. */
  public static final String SETTING = "leadloop.admin.bootstrap-key";

  static final String FORM = "lla_[a-z0-9]{1,13}_[a-z0-9]{40,50}";
  static final String EXPECTED =
      "must be lla_<public id>_<secret>, the public id 1 to 13 and the secret 40 to 50 random"
          + " lower-case letters and digits";

  private BootstrapKey() {}

  /**
   * @throws IllegalArgumentException if the text is malformed; the message names the setting, not
   *     its value
   */
  public static ApiKey parse(String text) {
    if (!text.matches(FORM)) {
      throw new IllegalArgumentException(SETTING + " " + EXPECTED + ".");
    }
    return ApiKey.parse(text).orElseThrow();
  }
}
