package io.leadloop.page;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/**
 * How a browser wants its pages: chosen by a switch and kept in a cookie, otherwise by what the
 * browser prefers.
 */
public record Preferences(Locale language, Theme theme) {
  /** The languages of all pages; the first where a browser prefers none of them. */
  public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);

  private static final String NAME = "__Host-leadloop-view";
  private static final int YEAR_SECONDS = 31_536_000;

  static Preferences of(HttpServerRequest request) {
    Cookie cookie = request.getCookie(NAME);
    String[] kept = cookie == null ? new String[0] : cookie.getValue().split("\\.", 2);
    Optional<Locale> language = kept.length == 0 ? Optional.empty() : language(kept[0]);
    Optional<Theme> theme = kept.length < 2 ? Optional.empty() : Theme.ofWireName(kept[1]);
    return new Preferences(
        language.orElseGet(() -> preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))),
        theme.orElse(Theme.SYSTEM));
  }

  /** With a choice of a switch; an unknown choice changes nothing. */
  public Preferences with(Optional<String> chosenLanguage, Optional<String> chosenTheme) {
    return new Preferences(
        chosenLanguage.flatMap(Preferences::language).orElse(language),
        chosenTheme.flatMap(Theme::ofWireName).orElse(theme));
  }

  /** The value of {@code Set-Cookie} that keeps them. */
  public String cookie() {
    return "%s=%s.%s; Path=/; Max-Age=%d; Secure; HttpOnly; SameSite=Lax"
        .formatted(NAME, language.getLanguage(), theme.wireName(), YEAR_SECONDS);
  }

  private static Optional<Locale> language(String name) {
    return LANGUAGES.stream().filter(known -> known.getLanguage().equals(name)).findFirst();
  }

  private static Locale preferred(String accepted) {
    try {
      Locale found =
          accepted == null ? null : Locale.lookup(LanguageRange.parse(accepted), LANGUAGES);
      return found == null ? LANGUAGES.get(0) : found;
    } catch (IllegalArgumentException notALanguage) {
      return LANGUAGES.get(0);
    }
  }
}
