package io.leadloop.http.json;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a body that should be JSON. */
public final class JsonText {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private JsonText() {}

  /**
   * Decodes UTF-8 and strips a byte order mark.
   *
   * @param body the raw body; null if absent
   * @throws ProblemException {@code malformed-body} if it is not UTF-8
   */
  public static String of(byte[] body) {
    ByteBuffer bytes = ByteBuffer.wrap(body == null ? new byte[0] : body);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw malformed("it is not UTF-8");
    }
  }

  /** The problem of a body that is not JSON. */
  public static ProblemException malformed(String why) {
    return new ProblemException(ErrorCode.MALFORMED_BODY, "The body is not JSON: " + why + ".");
  }
}
