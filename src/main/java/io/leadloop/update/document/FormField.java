package io.leadloop.update.document;

import java.nio.charset.Charset;

/**
 * A part of a form that is no file.
 *
 * @param charset as its head declares, or UTF-8
 */
public record FormField(String name, byte[] bytes, Charset charset) {
  String value() {
    return new String(bytes, charset);
  }

  /** Omits the value, which may be personal or a token. */
  @Override
  public String toString() {
    return "FormField[" + name + "]";
  }
}
