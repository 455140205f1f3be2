package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Variants of a text: each is one kind of change. */
public final class Spellings {
  private static final String SEPARATORS = "[\\s.,/'’_-]+";

  private Spellings() {}

  /** Each changes a text but keeps its meaning. */
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

  /** Each hides a text from a comparison by characters. */
  public static List<UnaryOperator<String>> disguises() {
    return List.of(
        Spellings::reversed,
        text -> reversed(withoutAccents(text)).toLowerCase(Locale.ROOT),
        text -> spelled(text, " "),
        text -> spelled(text, "-"),
        text -> spelled(text, "."),
        text -> spelled(text, "_"),
        text -> spelled(text, " · "),
        text -> reversed(spelled(text, " ")),
        text -> base64(text, UTF_8),
        text -> base64(text, ISO_8859_1),
        text -> base64(base64(text, UTF_8), UTF_8),
        text -> lookAlike(text, "aceopxyAEOBCMHPTX", "асеорхуАЕОВСМНРТХ"),
        text -> lookAlike(text, "oviuAEZHIKMNOPTYX", "ονιυΑΕΖΗΙΚΜΝΟΡΤΥΧ"),
        text -> lookAlike(text, "oOlIeEaAsS", "0011334455"),
        text -> text.toLowerCase(Locale.ROOT).charAt(0) + "." + text);
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static String spelled(String text, String separator) {
    return String.join(separator, text.split(""));
  }

  private static String base64(String text, Charset charset) {
    return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(charset));
  }

  private static String lookAlike(String text, String letters, String others) {
    String changed = withoutAccents(text);
    for (int i = 0; i < letters.length(); i++) {
      changed = changed.replace(letters.charAt(i), others.charAt(i));
    }
    return changed;
  }

  public static String withoutAccents(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
  }

  public static String percentEncoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /** Full-width letters and digits, if available. */
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
