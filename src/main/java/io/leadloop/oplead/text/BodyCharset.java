package io.leadloop.oplead.text;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes a body from Oplead: by its byte order mark, which is dropped; as UTF-8 if the bytes are
 * valid; in the declared charset if the bytes are valid; otherwise as windows-1252.
 */
public final class BodyCharset {
  private static final Pattern DECLARED =
      Pattern.compile("(?i)charset\\s*=\\s*[\"']?([A-Za-z0-9._:+-]+)");
  public static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  /** Like browsers, decodes Latin-1 and ASCII as their superset windows-1252. */
  private static final Map<String, Charset> SUPERSETS =
      Map.of("iso-8859-1", WINDOWS_1252, "us-ascii", WINDOWS_1252);

  private final Optional<Charset> declared;

  private BodyCharset(Optional<Charset> declared) {
    this.declared = declared;
  }

  /**
   * @param contentType the header, or null; an unknown charset is ignored
   */
  public static BodyCharset of(String contentType) {
    return new BodyCharset(
        Optional.ofNullable(contentType)
            .map(DECLARED::matcher)
            .filter(Matcher::find)
            .flatMap(match -> named(match.group(1))));
  }

  public String decode(byte[] bytes) {
    String text = decodeMarked(bytes);
    return text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
  }

  private String decodeMarked(byte[] bytes) {
    return utf16(bytes)
        .map(wide -> new String(bytes, wide))
        .or(() -> utf8(bytes))
        .or(() -> declared.flatMap(charset -> strictly(bytes, charset)))
        .orElseGet(() -> new String(bytes, WINDOWS_1252));
  }

  /** Detects UTF-16 by its mark or NUL bytes, since it often is valid UTF-8. */
  private static Optional<Charset> utf16(byte[] bytes) {
    if (bytes.length < 2) {
      return Optional.empty();
    }
    int mark = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    if (mark == 0xfeff || bytes[0] == 0 && bytes[1] != 0) {
      return Optional.of(UTF_16BE);
    } else if (mark == 0xfffe || bytes[1] == 0 && bytes[0] != 0) {
      return Optional.of(UTF_16LE);
    }
    return Optional.empty();
  }

  /** Fast if nothing was replaced, the usual case. */
  private static Optional<String> utf8(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? Optional.of(text) : strictly(bytes, UTF_8);
  }

  private static Optional<String> strictly(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException invalid) {
      return Optional.empty();
    }
  }

  private static Optional<Charset> named(String name) {
    try {
      Charset charset = Charset.forName(name);
      return Optional.of(SUPERSETS.getOrDefault(charset.name().toLowerCase(Locale.ROOT), charset));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
