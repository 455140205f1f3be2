package io.leadloop.portal.lead;

import io.leadloop.oplead.status.StatusCode;
import io.leadloop.page.Preferences;
import io.quarkus.qute.Engine;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads a status as people write it: by its code, or as a page names it in either language. */
@Singleton
class StatusWords {
  private static final String WORD = "{list:message(key)}";

  private final Engine engine;
  private volatile Map<String, String> codes;

  StatusWords(Engine engine) {
    this.engine = engine;
  }

  /** The code, or the same text for a word that is none of a status. */
  String code(String word) {
    Map<String, String> known = codes;
    if (known == null) {
      known = read();
      codes = known;
    }
    return known.getOrDefault(key(word), word);
  }

  private Map<String, String> read() {
    Map<String, String> read = new HashMap<>();
    for (StatusCode status : StatusCode.values()) {
      String code = status.wireName();
      read.put(code, code);
      for (Locale language : Preferences.LANGUAGES) {
        String word = engine.parse(WORD).data("key", "status_" + code).setLocale(language).render();
        read.put(key(word), code);
      }
    }
    return Map.copyOf(read);
  }

  private static String key(String word) {
    return word.strip().toLowerCase(Locale.ROOT);
  }
}
