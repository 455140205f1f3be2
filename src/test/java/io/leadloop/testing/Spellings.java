package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The ways in which somebody may write a value again: each is one change of a text. */
public final class Spellings {
  private static final String SEPARATORS = "[\\s.,/'’_-]+";

  private Spellings() {}

  /** Each changes a text and keeps what it says. */
  public static List<UnaryOperator<String>> changes() {
    return List.of(
        text -> text,
        text -> text.toUpperCase(Locale.ROOT),
        text -> text.toLowerCase(Locale.ROOT),
        Spellings::withoutAccents,
        text -> Normalizer.normalize(text, Normalizer.Form.NFD),
        text -> text.replaceAll(SEPARATORS, " "),
        text -> text.replaceAll(SEPARATORS, ""),
        text -> text.replaceAll(SEPARATORS, "_"),
        text -> text.replaceAll(SEPARATORS, "\n"),
        text -> text.replaceAll(SEPARATORS, "’"),
        Spellings::percentEncoded,
        text -> percentEncoded(percentEncoded(text)),
        text -> each(text, "%%%02X"),
        text -> each(text, "&#%d;"),
        text -> each(text, "&#x%x;"),
        text -> each(text, "\\u%04x"),
        text -> each(text, "&#%d;").replace("&", "&amp;"),
        text -> text.replace("é", "&eacute;").replace("è", "&egrave;"),
        text -> each(text, "%c\u200b"),
        Spellings::wide);
  }

  public static String withoutAccents(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
  }

  public static String percentEncoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /** Full-width letters and digits, where a character has one. */
  private static String wide(String text) {
    return text.codePoints()
        .map(c -> c > ' ' && c <= '~' ? c + 0xFEE0 : c)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /** Percent-encoded bytes are those of UTF-8, all other forms are of characters. */
  private static String each(String text, String form) {
    if (form.startsWith("%%")) {
      StringBuilder encoded = new StringBuilder();
      for (byte b : text.getBytes(UTF_8)) {
        encoded.append(String.format(form, b & 0xFF));
      }
      return encoded.toString();
    }
    return text.chars()
        .mapToObj(
            c -> form.startsWith("%c") ? (char) c + form.substring(2) : String.format(form, c))
        .collect(Collectors.joining());
  }
}
