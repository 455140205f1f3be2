package io.leadloop.feedback;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a callback's content type that is kept in clear: a known media type and the charset.
 * Other parts, such as a file's name, may be personal.
 */
public final class PlainContentType {
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("\\s*([a-z]{1,20}/[a-z0-9.+-]{1,60})\\s*(?:;.*)?");

  /** Those that callbacks have; anything may stand in the name of another. */
  private static final Set<String> KNOWN =
      Set.of(
          "application/json",
          "application/x-www-form-urlencoded",
          "application/xml",
          "application/octet-stream",
          "multipart/form-data",
          "multipart/mixed",
          "text/json",
          "text/plain",
          "text/html",
          "text/xml");

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([a-z0-9._:+-]{1,40})");

  private PlainContentType() {}

  /**
   * Null where nothing is left.
   *
   * @param header as it came; may be null
   */
  public static String of(String header) {
    String given = header == null ? "" : header.toLowerCase(Locale.ROOT);
    Matcher type = MEDIA_TYPE.matcher(given);
    String media = type.matches() && KNOWN.contains(type.group(1)) ? type.group(1) : "";
    String plain = media + charset(given).map(name -> "; charset=" + name).orElse("");
    return plain.isEmpty() ? null : plain;
  }

  private static Optional<String> charset(String header) {
    Matcher charset = CHARSET.matcher(header);
    return charset.find() && isSupported(charset.group(1))
        ? Optional.of(charset.group(1))
        : Optional.empty();
  }

  private static boolean isSupported(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }
}
