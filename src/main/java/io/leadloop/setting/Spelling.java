package io.leadloop.setting;

import io.smallrye.config.common.utils.StringUtil;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Names of settings, and which of them somebody meant who mistyped one. */
final class Spelling {
  /** A name is taken for another if at most this part of its characters differs. */
  private static final int ONE_IN = 4;

  private Spelling() {}

  /** The environment variable that gives a setting. */
  static String variable(String name) {
    return StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT);
  }

  /** The name that is most like the given one, if any is like it. */
  static Optional<String> nearest(String given, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(given, name) * ONE_IN <= given.length())
        .min(
            Comparator.comparingInt((String name) -> distance(given, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How many characters are to be changed, added or removed (Levenshtein). */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
