package io.leadloop.oplead.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.text.BodyCharset;
import io.leadloop.oplead.text.LenientJson;
import java.io.ByteArrayOutputStream;
import java.util.regex.Pattern;

/**
 * Parses {@code application/x-www-form-urlencoded}, or lines of {@code name=value}. Values are
 * decoded separately, since a form does not declare its charset.
 */
final class FormReader {
  /** An ampersand of an HTML entity is not a separator: {@code status=Gagn&eacute;}. */
  private static final Pattern SEPARATOR =
      Pattern.compile("[\\r\\n]+|&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z]{2,8};)");

  private static final int MOST_FIELDS = 1_000;

  private static final String WHOLE_BODY = "body";

  private FormReader() {}

  static JsonNode read(String text, BodyCharset charset) {
    FormTree form = new FormTree();
    for (String field : SEPARATOR.split(text, MOST_FIELDS + 1)) {
      int equals = field.indexOf('=');
      String key = decoded(equals < 0 ? field : field.substring(0, equals), charset);
      if (LenientJson.looksLikeJson(key)) {
        form.put(WHOLE_BODY, key);
      } else if (equals > 0) {
        form.put(key, decoded(field.substring(equals + 1), charset));
      }
    }
    return form.root();
  }

  private static String decoded(String text, BodyCharset charset) {
    if (text.indexOf('%') < 0) {
      return text.replace('+', ' ');
    }
    byte[] encoded = text.getBytes(UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      int escaped = encoded[i] == '%' ? hex(encoded, i + 1) : -1;
      bytes.write(escaped >= 0 ? escaped : encoded[i] == '+' ? ' ' : encoded[i]);
      i += escaped >= 0 ? 2 : 0;
    }
    return charset.decode(bytes.toByteArray());
  }

  /** The byte of two hexadecimal digits, or -1. */
  private static int hex(byte[] text, int at) {
    if (at + 1 >= text.length) {
      return -1;
    }
    int high = Character.digit(text[at], 16);
    int low = Character.digit(text[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
