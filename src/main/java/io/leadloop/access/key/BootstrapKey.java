package io.leadloop.access.key;

import io.leadloop.vault.ApiKey;

/**
 * The form of the configured administrator key. Somebody chose it, or a script did, so its length
 * is checked; every other key is made by the gateway.
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
   * @throws IllegalArgumentException where the text has another form; the message names the setting
   *     and not its value
   */
  public static ApiKey parse(String text) {
    if (!text.matches(FORM)) {
      throw new IllegalArgumentException(SETTING + " " + EXPECTED + ".");
    }
    return ApiKey.parse(text).orElseThrow();
  }
}
