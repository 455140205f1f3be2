package io.leadloop.reference;

import io.smallrye.config.common.utils.StringUtil;
import java.util.Locale;

/**
 * A key and what an operator has to know of it, as Markdown.
 *
 * @param limits empty where every value of the type is taken
 */
record Setting(String key, String meaning, String type, String fallback, String limits) {
  static final String NONE = "none";
  static final String REQUIRED = "required";

  /** The name of the environment variable that gives the same setting. */
  String variable() {
    return StringUtil.replaceNonAlphanumericByUnderscores(key).toUpperCase(Locale.ROOT);
  }
}
