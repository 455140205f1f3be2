package io.leadloop.update.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the file's name from the head of its part, since the form's decoder takes quotes away and
 * leaves their escapes: {@code filename*} (RFC 8187) before {@code filename}, whose quotes are
 * escaped by a backslash (RFC 9110) or, as browsers do, by {@code %22}.
 */
final class DispositionName {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private static final String BOUNDARY = "--";

  /** Possessive, as are those below: others recurse for each character, and overflow the stack. */
  private static final Pattern DISPOSITION =
      Pattern.compile(
          "(?im)^content-disposition[ \\t]*+:([^\\r\\n]*+(?:\\r?\\n[ \\t][^\\r\\n]*+)*+)");

  private static final Pattern PARAMETER =
      Pattern.compile(
          ";\\s*+([!#$&+.^_`|~*\\w-]++)\\s*+=\\s*+"
              + "(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^;\\s][^;]*+))",
          Pattern.DOTALL);

  private static final Pattern EXTENDED = Pattern.compile("([\\w!#$%&+^`{}~-]*)'[^']*'(.*)");
  private static final Pattern QUOTED_PAIR = Pattern.compile("\\\\([\"\\\\])");
  private static final Pattern OF_BROWSERS = Pattern.compile("(?i)%(22|0D|0A)");
  private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");

  private DispositionName() {}

  /**
   * @param heads the form from its start to the head of the file's part, or a little further
   * @param before how many files came before it
   */
  static Optional<String> read(byte[] heads, int before) {
    return heads(new String(heads, ISO_8859_1)).stream()
        .map(DISPOSITION::matcher)
        .filter(Matcher::find)
        .map(disposition -> parameters(disposition.group(1)))
        .flatMap(parameters -> name(parameters).stream())
        .skip(before)
        .findFirst();
  }

  /** The lines between what begins as a boundary does and the next empty line, of each part. */
  private static List<String> heads(String form) {
    List<String> heads = new ArrayList<>();
    int head = -1;
    int line = 0;
    for (int end = form.indexOf('\n'); end >= 0; end = form.indexOf('\n', line)) {
      boolean isEmpty = end == line || end == line + 1 && form.charAt(line) == '\r';
      if (isEmpty && head >= 0) {
        heads.add(form.substring(head, line));
        head = -1;
      } else if (head < 0 && form.startsWith(BOUNDARY, line)) {
        head = end + 1;
      }
      line = end + 1;
    }
    return heads;
  }

  private static Map<String, String> parameters(String disposition) {
    Map<String, String> parameters = new HashMap<>();
    for (MatchResult parameter : PARAMETER.matcher(disposition).results().toList()) {
      String value =
          parameter.group(2) == null
              ? parameter.group(3).strip()
              : QUOTED_PAIR.matcher(parameter.group(2)).replaceAll("$1");
      parameters.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
    }
    return parameters;
  }

  private static Optional<String> name(Map<String, String> parameters) {
    return Optional.ofNullable(parameters.get("filename*"))
        .flatMap(DispositionName::extended)
        .or(() -> Optional.ofNullable(parameters.get("filename")).map(DispositionName::usual));
  }

  private static Optional<String> extended(String value) {
    Matcher parts = EXTENDED.matcher(value);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      Charset charset = Charset.forName(parts.group(1).isEmpty() ? "UTF-8" : parts.group(1));
      byte[] bytes = percentDecoded(parts.group(2)).getBytes(ISO_8859_1);
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException
        | IllegalCharsetNameException
        | UnsupportedCharsetException unreadable) {
      return Optional.empty();
    }
  }

  private static String usual(String value) {
    String text = text(value.getBytes(ISO_8859_1));
    return OF_BROWSERS.matcher(text).replaceAll(found -> found.group(1).equals("22") ? "\"" : " ");
  }

  private static String text(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException anotherCharset) {
      return new String(bytes, WINDOWS_1252);
    }
  }

  /** Each byte as a character of that number. */
  private static String percentDecoded(String value) {
    return ENCODED
        .matcher(value)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
  }
}
