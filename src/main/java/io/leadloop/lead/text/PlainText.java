package io.leadloop.lead.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The normal form in which texts are compared: words of lower-case letters and digits, separated by
 * one blank. It ignores case, accents, width, ligatures, invisible characters and kinds of
 * separator, and decodes percent-encoding, HTML entities and {@code \}{@code u} escapes, even
 * nested ones.
 */
public final class PlainText {
  /** More layers of encoding than occur by accident. */
  private static final int MOST_LAYERS = 8;

  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
  private static final Pattern PERCENT = Pattern.compile("(?:%[0-9A-Fa-f]{2})++");
  private static final Pattern ESCAPE = Pattern.compile("\\\\[uU]([0-9A-Fa-f]{4})");
  private static final Pattern NUMERIC_ENTITY =
      Pattern.compile("&#(?:[xX]([0-9A-Fa-f]{1,6})|([0-9]{1,7}));?");
  private static final Pattern ACCENTED_ENTITY =
      Pattern.compile(
          "(?i)&([A-Z])(?:grave|acute|circ|tilde|uml|cedil|ring|slash|caron|breve|ogon|macr);?");
  private static final Pattern LIGATURE_ENTITY = Pattern.compile("(?i)&(ae|oe|sz)lig;?");
  private static final Pattern NAMED_ENTITY = Pattern.compile("&([A-Za-z]{2,10});");

  /** Entities that are part of values or reveal a second layer; others become blanks. */
  private static final Map<String, String> ENTITIES =
      Map.of(
          "amp", "&", "commat", "@", "percnt", "%", "period", ".", "plus", "+", "num", "#", "shy",
          "", "zwj", "", "zwnj", "", "semi", ";");

  private static final Map<String, String> LETTERS =
      Map.of(
          "ß", "ss", "œ", "oe", "æ", "ae", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı",
          "i");

  private PlainText() {}

  /** Normalizes the text; idempotent. */
  public static String of(String text) {
    StringBuilder words = new StringBuilder(text.length());
    if (isSimple(text)) {
      text.chars().forEach(c -> append(words, Character.toLowerCase(c)));
    } else {
      folded(decoded(text)).codePoints().filter(c -> !isMark(c)).forEach(c -> append(words, c));
    }
    return words.toString().strip();
  }

  /** Whether the text is neither encoded nor accented, like most texts. */
  private static boolean isSimple(String text) {
    return text.chars().allMatch(c -> c < 128 && c != '%' && c != '&' && c != '\\');
  }

  /** Removes the blanks, since separators may be missing. */
  static String joined(String plain) {
    return plain.replace(" ", "");
  }

  /** The text without encodings, invisible characters, wide letters and ligatures. */
  public static String decoded(String text) {
    String decoded = visible(text);
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      String inner = visible(withoutLayer(decoded));
      if (inner.equals(decoded)) {
        break;
      }
      decoded = inner;
    }
    return decoded;
  }

  private static String visible(String text) {
    return INVISIBLE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
  }

  private static String withoutLayer(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('&') < 0 && text.indexOf('\\') < 0) {
      return text;
    }
    String decoded = replace(PERCENT, text, m -> bytes(m.group()));
    decoded = replace(ESCAPE, decoded, m -> character(Integer.parseInt(m.group(1), 16)));
    decoded = replace(NUMERIC_ENTITY, decoded, PlainText::character);
    decoded = replace(ACCENTED_ENTITY, decoded, m -> m.group(1));
    decoded = replace(LIGATURE_ENTITY, decoded, m -> ligature(m.group(1)));
    return replace(
        NAMED_ENTITY,
        decoded,
        m -> ENTITIES.getOrDefault(m.group(1).toLowerCase(Locale.ROOT), " "));
  }

  private static String ligature(String letters) {
    return letters.equalsIgnoreCase("sz") ? "ss" : letters;
  }

  private static String replace(Pattern pattern, String text, Function<MatchResult, String> with) {
    return pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(with.apply(m)));
  }

  /** Decodes UTF-8, or Latin-1 if that is invalid. */
  private static String bytes(String percents) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String hex : percents.substring(1).split("%")) {
      bytes.write(Integer.parseInt(hex, 16));
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      return bytes.toString(ISO_8859_1);
    }
  }

  private static String character(MatchResult entity) {
    return entity.group(1) == null
        ? character(Integer.parseInt(entity.group(2)))
        : character(Integer.parseInt(entity.group(1), 16));
  }

  private static String character(int codePoint) {
    return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : " ";
  }

  /** Folds through upper case, since some lower-case letters share an upper-case one. */
  private static String folded(String text) {
    String lower = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    String parts = Normalizer.normalize(lower, Normalizer.Form.NFKD);
    for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
      parts = parts.replace(letter.getKey(), letter.getValue());
    }
    return parts;
  }

  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }

  private static void append(StringBuilder words, int c) {
    if (Character.isDigit(c)) {
      words.append((char) ('0' + Character.digit(c, 10)));
    } else if (Character.isLetterOrDigit(c)) {
      words.appendCodePoint(c);
    } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
      words.append(' ');
    }
  }
}
